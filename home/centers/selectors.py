"""Reads about who belongs to a center and who acts for it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from home.centers.models import Delegation, Membership
from lms.core import clock
from lms.core.prepared import slot, whole
from lms.users.models import User

_known = whole(
    lambda: Membership.objects.filter(
        person=slot(User, "id", "person"), recorded_at__lte=slot(Membership, "recorded_at", "at")
    ),
    Membership,
)


def is_member(*, person: User, at: datetime) -> bool:
    """Whether the person works at any center of the network at `at`: what opens staff courses."""
    return bool(memberships_of(person=person, at=at))


def memberships_of(*, person: User, at: datetime) -> list[Membership]:
    """What `in_force` finds for one person on the day of `at`, in one plain statement.

    Corrections name rows of the same person, so that they can be taken away here.
    """
    rows = _known(person=person.pk, at=at)
    replaced, day = {row.supersedes_id for row in rows}, clock.day(at)
    return [
        row
        for row in rows
        if row.pk not in replaced
        and row.started_on <= day
        and (row.ended_on is None or day <= row.ended_on)
    ]


def holders(*, permissions: Iterable[str], at: datetime) -> list[User]:
    """The people who hold one of the permissions for the whole network at `at`. One query."""
    held = Delegation.objects.in_force(at=at).filter(permission__in=permissions, center=None)
    people = User.objects.filter(pk__in=held.values("person"), is_active=True, merged_into=None)
    return list(people.order_by("pk"))


def acts_for_others(*, person: User, at: datetime) -> bool:
    """Whether the person holds a permission, now or from a day to come. One query."""
    held = Delegation.objects.known(at=at).filter(person=person)
    return held.filter(Q(valid_until=None) | Q(valid_until__gte=clock.day(at))).exists()
