"""Who belongs to a center and who may act there: rows are added, never changed.

Ending or correcting something is a newer row that names the older one, with a reason, so that
"as of" a day can be answered for ever.
"""

from datetime import date, datetime

from django.db import transaction

from home.centers import rules, selectors
from home.centers.models import Center, Delegation, Membership, Unit
from home.models import JobRole
from lms.core import events
from lms.notifications.actions import notify
from lms.users.actions import ask_for_factor, reset_factors
from lms.users.models import User


class EndsBeforeStart(ValueError):
    """The last day would lie before the first."""


class WrongCenter(ValueError):
    """The unit belongs to another center."""


class NotYours(Exception):
    """Only somebody higher in the same place lets others act there, and nobody themselves."""


class EndIsMissing(ValueError):
    """An inspector's permission ends by itself."""


@transaction.atomic
def add_member(
    *,
    person: User,
    center: Center,
    job_role: JobRole,
    started_on: date,
    at: datetime,
    by: User | None,
    unit: Unit | None = None,
    source: str = "center",
    external_id: str = "",
) -> Membership:
    """Say that a person works at a center from a day on.

    A second call with the same person, place, role and first day changes nothing and returns what
    is known about it by now, ended or not.
    """
    check_unit(unit, center)
    lock(person)
    begun = Membership.objects.filter(
        person=person, center=center, unit=unit, job_role=job_role, started_on=started_on
    )
    if known := begun.newest().first():
        return known
    membership = Membership.objects.create(
        person=person,
        center=center,
        unit=unit,
        job_role=job_role,
        started_on=started_on,
        source=source,
        external_id=external_id,
        recorded_at=at,
    )
    events.record(
        "center.member_added",
        subject=membership,
        actor=by,
        at=at,
        data={
            "person": person.pk,
            "center": center.pk,
            "unit": membership.unit_id,
            "job_role": job_role.pk,
            "started_on": [None, started_on.isoformat()],
        },
    )
    return membership


@transaction.atomic
def end_membership(
    *, membership: Membership, ended_on: date, reason: str, at: datetime, by: User | None
) -> Membership:
    """Say which day is the last (included); raises EndsBeforeStart. Returns the newest row."""
    if ended_on < membership.started_on:
        raise EndsBeforeStart(ended_on)
    lock(membership.person)
    known = Membership.objects.newest_of(membership)
    if known.ended_on == ended_on:
        return known
    newer = Membership.objects.create(
        person_id=known.person_id,
        center_id=known.center_id,
        unit_id=known.unit_id,
        job_role_id=known.job_role_id,
        started_on=known.started_on,
        ended_on=ended_on,
        source=known.source,
        external_id=known.external_id,
        supersedes=known,
        reason=reason,
        recorded_at=at,
    )
    events.record(
        "membership.ended",
        subject=newer,
        actor=by,
        at=at,
        data={
            "person": newer.person_id,
            "center": newer.center_id,
            "ended_on": [_iso(known.ended_on), ended_on.isoformat()],
        },
        reason=reason,
    )
    return newer


@transaction.atomic
def grant(
    *,
    person: User,
    permission: str,
    center: Center | None,
    valid_from: date,
    at: datetime,
    by: User | None,
    reason: str,
    unit: Unit | None = None,
    valid_until: date | None = None,
) -> Delegation:
    """Let a person act in a center, in a unit of it, or (without a center) in the whole network.

    Whoever acts for others needs a second step of signing in, and is asked for it from now on.
    A second call with the same person, permission, place and first day changes nothing and returns
    what is known about it by now, ended or not. Without `by` the installation itself does it.
    Raises NotYours, EndIsMissing, EndsBeforeStart and WrongCenter.
    """
    if valid_until and valid_until < valid_from:
        raise EndsBeforeStart(valid_until)
    if by and valid_until is None and rules.needs_end(permission):
        raise EndIsMissing(permission)
    check_unit(unit, center)
    lock(person)
    _check_higher(by, permission, center.pk if center else None, to=person, at=at)
    begun = Delegation.objects.filter(
        person=person, permission=permission, center=center, unit=unit, valid_from=valid_from
    )
    if known := begun.newest().first():
        return known
    delegation = Delegation.objects.create(
        person=person,
        permission=permission,
        center=center,
        unit=unit,
        valid_from=valid_from,
        valid_until=valid_until,
        granted_by=by,
        reason=reason,
        recorded_at=at,
    )
    _announce("delegation.granted", delegation, older=None, by=by, at=at)
    ask_for_factor(person=person, at=at)
    return delegation


@transaction.atomic
def end_delegation(
    *, delegation: Delegation, ended_on: date, reason: str, at: datetime, by: User | None
) -> Delegation:
    """Say which day is the last (included). Returns the newest row.

    Whoever may give it may end it. Raises NotYours and EndsBeforeStart.
    """
    if ended_on < delegation.valid_from:
        raise EndsBeforeStart(ended_on)
    person = delegation.person
    lock(person)
    _check_higher(by, delegation.permission, delegation.center_id, to=person, at=at)
    known = Delegation.objects.newest_of(delegation)
    if known.valid_until == ended_on:
        return known
    newer = Delegation.objects.create(
        person_id=known.person_id,
        permission=known.permission,
        center_id=known.center_id,
        unit_id=known.unit_id,
        valid_from=known.valid_from,
        valid_until=ended_on,
        granted_by=by,
        supersedes=known,
        reason=reason,
        recorded_at=at,
    )
    _announce("delegation.ended", newer, older=known, by=by, at=at)
    return newer


@transaction.atomic
def reset_second_step(*, person: User, by: User, reason: str, at: datetime) -> None:
    """Take away a second step of signing in that is lost, and write to the person about it.

    Whether `by` may is `access.may_reset_second_step`. Raises OwnFactor and NothingToReset.
    """
    event = reset_factors(person=person, by=by, reason=reason, at=at)
    notify(recipient=person, kind="factors_reset", key=f"factors-reset:{event.pk}", data={}, at=at)


def _announce(
    name: str, delegation: Delegation, *, older: Delegation | None, by: User | None, at: datetime
) -> None:
    begins, ends = _iso(delegation.valid_from), _iso(delegation.valid_until)
    events.record(
        name,
        subject=delegation,
        actor=by,
        at=at,
        data={
            "person": delegation.person_id,
            "permission": delegation.permission,
            "center": delegation.center_id,
            "unit": delegation.unit_id,
            "valid_from": [_iso(older.valid_from) if older else None, begins],
            "valid_until": [_iso(older.valid_until) if older else None, ends],
        },
        reason=delegation.reason,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def check_unit(unit: Unit | None, center: Center | None) -> None:
    """Raise WrongCenter where the unit is not one of the center's."""
    if unit and (center is None or unit.center_id != center.pk):
        raise WrongCenter(unit.pk)


def _check_higher(
    by: User | None, permission: str, center: int | None, *, to: User, at: datetime
) -> None:
    if by is None:
        return
    if not rules.may_give(selectors.standing(by, at=at), permission, center, to=to.pk):
        raise NotYours(permission)


def lock(person: User) -> None:
    """Let whoever else changes where the person stands wait for the caller."""
    # Two rows at once for the same person must see each other.
    User.objects.select_for_update().get(pk=person.pk)
