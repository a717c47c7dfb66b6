"""The page of a center's people: who belongs there, who may do what, and who waits."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from home.centers import rules, selectors
from home.centers.models import Center, Delegation, JoinRequest, Membership, Unit
from home.models import JobRole
from lms.users.models import User

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Right:
    """A permission with whether the reader may end it."""

    row: Delegation
    may_end: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """One page of it; a fixed number of statements whatever the size."""

    members: list[Membership]
    total: int
    pages: int
    rights: list[Right]
    requests: list[JoinRequest]
    offered: tuple[str, ...]


def roster(
    *,
    reader: User,
    center: Center,
    at: datetime,
    unit: Unit | None = None,
    job_role: JobRole | None = None,
    page: int = 1,
) -> Roster:
    """What the reader may see of the center's people, narrowed to a unit and a job role."""
    found = members(reader=reader, center=center, at=at)
    found = found.filter(unit=unit) if unit else found
    found = found.filter(job_role=job_role) if job_role else found
    total = found.count()
    first = (page - 1) * A_PAGE
    waiting = JoinRequest.objects.to_answer(reader, at).waiting().filter(center=center)
    return Roster(
        members=list(found[first : first + A_PAGE]),
        total=total,
        pages=max(1, -(-total // A_PAGE)),
        rights=rights(reader=reader, center=center, at=at),
        requests=list(waiting.select_related("person", "unit", "job_role")),
        offered=rules.offered(selectors.standing(reader, at=at), center.pk),
    )


def members(*, reader: User, center: Center, at: datetime) -> QuerySet[Membership]:
    """Who belongs there on the day, by name, as far as the reader sees them."""
    rows = Membership.objects.visible_to(reader, at).in_force(at=at).filter(center=center)
    return rows.select_related("person", "unit", "job_role").order_by("person__display_name", "pk")


def rights(
    *, reader: User, center: Center, at: datetime, person: User | None = None
) -> list[Right]:
    """Permissions there that hold now or from a day to come, as far as the reader sees them."""
    rows = Delegation.objects.visible_to(reader, at).not_over(at=at).filter(center=center)
    rows = rows.filter(person=person) if person else rows
    named = rows.select_related("person", "center", "unit", "granted_by")
    standing = selectors.standing(reader, at=at)
    return [
        Right(row, rules.may_give(standing, row.permission, center.pk, to=row.person_id))
        for row in named.order_by("person__display_name", "permission", "pk")
    ]
