"""Reads about who belongs to a center and who acts for it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from home.centers.models import Delegation, Membership
from home.centers.models.people import DelegationQuerySet
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
    return _held(person, at).exists()


def acts_in(person: User, *, at: datetime) -> set[int | None]:
    """The centers in which the person may act, now or from a day to come; None is the network."""
    return set(_held(person, at).values_list("center", flat=True))


def _held(person: User, at: datetime) -> DelegationQuerySet:
    held = Delegation.objects.known(at=at).filter(person=person)
    return held.filter(Q(valid_until=None) | Q(valid_until__gte=clock.day(at)))


def holds_office(person: User, *, at: datetime) -> bool:
    """Whether the person acts for the network office at `at`. One query."""
    held = Delegation.objects.in_force(at=at).filter(person=person)
    return held.filter(permission=Delegation.Permission.OFFICE, center=None).exists()


def managed_centers(person: User, *, at: datetime) -> dict[int, str]:
    """The centers that the person manages whole at `at`: their slugs by their ids. One query."""
    held = Delegation.objects.in_force(at=at).filter(
        person=person, permission=Delegation.Permission.MANAGER, unit=None, center__isnull=False
    )
    return dict(held.values_list("center", "center__slug"))


def people_of(slug: str, *, at: datetime) -> QuerySet[User]:
    """Who works at a center at `at`, or may act there."""
    members = Membership.objects.in_force(at=at).filter(center__slug=slug)
    acting = Delegation.objects.in_force(at=at).filter(center__slug=slug)
    of_it = Q(pk__in=members.values("person")) | Q(pk__in=acting.values("person"))
    return User.objects.filter(of_it, is_active=True, merged_into=None)
