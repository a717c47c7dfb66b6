"""Asking to belong to a center, and the answer."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from home.centers import selectors
from home.centers.actions.people import add_member, check_unit, lock
from home.centers.models import Center, JoinRequest, Membership, Unit
from home.models import JobRole
from lms.core import events
from lms.notifications.actions import notify
from lms.users.models import User


class AlreadyMember(Exception):
    """The person belongs to the center."""


class AlreadyBegun(Exception):
    """A membership that ended began on the same day."""


class AlreadyAnswered(Exception):
    """Somebody else has answered otherwise."""


@transaction.atomic
def ask_to_join(
    *,
    person: User,
    center: Center,
    job_role: JobRole,
    started_on: date,
    note: str,
    at: datetime,
    unit: Unit | None = None,
) -> JoinRequest:
    """Ask the center's managers and coordinators; one request at a time waits at a center.

    Asking again while it waits changes nothing. Raises AlreadyMember, AlreadyBegun and WrongCenter.
    """
    check_unit(unit, center)
    lock(person)
    mine = Membership.objects.filter(person=person, center=center)
    if mine.in_force(at=at).exists():
        raise AlreadyMember
    if mine.filter(unit=unit, job_role=job_role, started_on=started_on).exists():
        raise AlreadyBegun
    if waits := JoinRequest.objects.waiting().filter(person=person, center=center).first():
        return waits
    request = JoinRequest.objects.create(
        person=person,
        center=center,
        unit=unit,
        job_role=job_role,
        started_on=started_on,
        note=note,
        asked_at=at,
    )
    _record("center.join_asked", request, by=person, at=at)
    for lead in selectors.leads_of(center, unit, at=at):
        if lead.pk != person.pk:
            _tell(lead, "join_asked", request, at=at, data={"request": request.pk})
    return request


@transaction.atomic
def accept(*, request: JoinRequest, by: User, at: datetime) -> Membership:
    """Make the person a member as they asked. Raises AlreadyAnswered if it was declined."""
    row = _locked(request)
    if row.status == JoinRequest.Status.DECLINED:
        raise AlreadyAnswered
    if row.membership:
        return row.membership
    row.membership = add_member(
        person=row.person,
        center=row.center,
        unit=row.unit,
        job_role=row.job_role,
        started_on=row.started_on,
        at=at,
        by=by,
        source="request",
    )
    _answer(row, JoinRequest.Status.ACCEPTED, by=by, at=at)
    return row.membership


@transaction.atomic
def decline(*, request: JoinRequest, reason: str, by: User, at: datetime) -> JoinRequest:
    """Say no and why. Raises AlreadyAnswered if it was accepted."""
    row = _locked(request)
    if row.status == JoinRequest.Status.ACCEPTED:
        raise AlreadyAnswered
    if row.status == JoinRequest.Status.WAITING:
        row.reason = reason
        _answer(row, JoinRequest.Status.DECLINED, by=by, at=at)
    return row


def _locked(request: JoinRequest) -> JoinRequest:
    # Two who answer at once must see each other.
    return JoinRequest.objects.select_for_update().get(pk=request.pk)


def _answer(row: JoinRequest, status: JoinRequest.Status, *, by: User, at: datetime) -> None:
    row.status, row.answered_by, row.answered_at = status, by, at
    row.save()
    _record(f"center.join_{status}", row, by=by, at=at)
    _tell(row.person, f"join_{status}", row, at=at, data={"reason": row.reason})


def _record(name: str, row: JoinRequest, *, by: User, at: datetime) -> None:
    data = {
        "person": row.person_id,
        "center": row.center_id,
        "unit": row.unit_id,
        "job_role": row.job_role_id,
        "started_on": [None, row.started_on.isoformat()],
    }
    events.record(name, subject=row, actor=by, at=at, data=data, reason=row.reason)


def _tell(
    person: User, kind: str, row: JoinRequest, *, at: datetime, data: Mapping[str, object]
) -> None:
    center = {"sv": row.center.name_sv, "en": row.center.name_en}
    notify(
        recipient=person,
        kind=kind,
        key=f"{kind}:{row.pk}:{person.pk}",
        data={**data, "center": center, "slug": row.center.slug},
        at=at,
    )
