"""Reads about who belongs to a center and who acts for it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, Q, QuerySet

from home.centers.models import Center, Delegation, JoinRequest, Membership, Unit
from home.centers.rules import Standing
from lms.core import clock
from lms.core.prepared import slot, whole
from lms.users.models import User

Permission = Delegation.Permission
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
    return Delegation.objects.not_over(at=at).filter(person=person).exists()


def acts_in(person: User, *, at: datetime) -> set[int | None]:
    """The centers in which the person may act, now or from a day to come; None is the network."""
    held = Delegation.objects.not_over(at=at).filter(person=person)
    return set(held.values_list("center", flat=True))


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


def standing(person: User, *, at: datetime) -> Standing:
    """What the person holds to let others act, at `at`. Two queries."""
    return Standing(
        person=person.pk,
        operates=person.is_superuser,
        office=holds_office(person, at=at),
        manages=frozenset(managed_centers(person, at=at)),
    )


def leads_of(center: Center, unit: Unit | None, *, at: datetime) -> list[User]:
    """Who answers for the people of a center and of the unit at `at`. One query."""
    leads = Delegation.objects.in_force(at=at).filter(
        center=center, permission__in=[Permission.MANAGER, Permission.COORDINATOR]
    )
    here = Q(unit=None) | Q(unit=unit) if unit else Q(unit=None)
    people = User.objects.filter(
        pk__in=leads.filter(here).values("person"), is_active=True, merged_into=None
    )
    return list(people.order_by("pk"))


def requests_of(person: User) -> QuerySet[JoinRequest]:
    """What the person asked of centers, newest first."""
    return person.join_requests.select_related("center", "unit", "job_role").order_by("-pk")


def places_of(person: User, *, at: datetime) -> QuerySet[Membership]:
    """Where the person works at `at`, with the names of it."""
    held = Membership.objects.in_force(at=at).filter(person=person)
    return held.select_related("center", "unit", "job_role").order_by("pk")


def led_centers(person: User, *, at: datetime) -> list[Center]:
    """The centers whose people, or some of them, the person looks after at `at`. One query.

    Every one for the office, which appoints their managers.
    """
    leads = Delegation.objects.leading(person, at).values("center")
    office = Delegation.objects.in_force(at=at).filter(
        person=person, permission=Permission.OFFICE, center=None
    )
    return list(Center.objects.filter(Q(pk__in=leads) | Exists(office)))


def people_of(slug: str, *, at: datetime) -> QuerySet[User]:
    """Who works at a center at `at`, or may act there."""
    members = Membership.objects.in_force(at=at).filter(center__slug=slug)
    acting = Delegation.objects.in_force(at=at).filter(center__slug=slug)
    of_it = Q(pk__in=members.values("person")) | Q(pk__in=acting.values("person"))
    return User.objects.filter(of_it, is_active=True, merged_into=None)
