"""Facts that hold for a course at once, without a release: who may take it, whether it is open."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from courses.models import Course
from lms.core import clock, content, events
from lms.users.models import User

LIVE_FACTS = frozenset({"code", "access", "approval_required", "design", "owner_center", "status"})


class NotALiveFact(TypeError):
    """What stands in a version changes by a release only."""


@transaction.atomic
def set_live_facts(*, course: Course, by: User | None, at: datetime, **facts: Any) -> Course:
    """Change `code`, `access`, `approval_required`, `design`, `owner_center` or `status`; logged.

    Without a difference nothing is written. Raises NotALiveFact for any other name.
    """
    if not facts.keys() <= LIVE_FACTS:
        raise NotALiveFact(", ".join(sorted(facts.keys() - LIVE_FACTS)))
    row = Course.objects.select_for_update().get(pk=course.pk)
    before = {name: _plain(getattr(row, name)) for name in facts}
    after = {name: _plain(value) for name, value in facts.items()}
    if before != after:
        for name, value in facts.items():
            setattr(row, name, value)
        row.save(update_fields=list(facts))
        content.changed()
        changes = {name: [before[name], after[name]] for name in facts}
        events.record("course.facts_changed", subject=row, actor=by, at=at, data=changes)
    return row


def _plain(value: Any) -> Any:
    return getattr(value, "pk", value)


@transaction.atomic
def change_facts(
    *,
    course: Course,
    by: User | None,
    at: datetime,
    access: str,
    status: str = Course.Status.DRAFT,
    reason: str = "",
) -> Course:
    """What a course's authors decide on one form: access, and open, closed or retired.

    A course is opened by its first release only, so `status` is left alone before.
    """
    row = set_live_facts(course=course, by=by, at=at, access=access)
    if row.status in {Course.Status.DRAFT, status}:
        return row
    if status == Course.Status.RETIRED:
        return retire(course=row, by=by, at=at, on=clock.day(at), reason=reason)
    return set_live_facts(course=row, by=by, at=at, status=status)


@transaction.atomic
def retire(
    *,
    course: Course,
    by: User | None,
    at: datetime,
    on: date,
    reason: str,
    replaced_by: Course | None = None,
) -> Course:
    """Take the course out of the catalogue; its versions and records stay."""
    row = Course.objects.select_for_update().get(pk=course.pk)
    if row.status == Course.Status.RETIRED:
        return row
    row.status, row.retired_on, row.retired_reason = Course.Status.RETIRED, on, reason
    row.replaced_by = replaced_by
    row.save(update_fields=["status", "retired_on", "retired_reason", "replaced_by"])
    content.changed()
    events.record("course.retired", subject=row, actor=by, at=at, reason=reason)
    return row
