"""What a course is to one person, beside the text of its page.

The page belongs to the room below, whose code may not ask here; its template does, by
`templatetags/enrolling.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from courses.models import Course
from lms.core.templatetags.ui import day
from lms.learning import rules
from lms.learning.actions.enrollment import CannotEnroll, check_may_enroll
from lms.learning.models import Enrollment
from lms.learning.outline import Entry
from lms.learning.rules import Progress
from lms.learning.selectors.finished import certificate_id
from lms.learning.selectors.standing import standing
from lms.users.models import User


@dataclass(frozen=True)
class Aside:
    """Where somebody stands with a course; what is unknown or does not apply is None."""

    course: Course
    enrollment: Enrollment | None = None
    progress: Progress | None = None
    minutes_left: int = 0
    resume: Entry | None = None
    newer: str = ""
    finished: Enrollment | None = None
    certificate: UUID | None = None
    refusal: str | Promise = ""


def aside(*, learner: User, course: Course, at: datetime) -> Aside:
    """At most three statements, whatever the number of lessons."""
    rows = Enrollment.objects.filter(learner=learner, course=course).select_related(
        "version", "completion"
    )
    mine = list(rows.order_by("-enrolled_at", "-pk")[:5])
    under_way = next((row for row in mine if row.status in Enrollment.OPEN_STATUSES), None)
    if under_way:
        return _under_way(course, under_way)
    done = next((row for row in mine if row.status == Enrollment.Status.COMPLETED), None)
    return Aside(
        course=course,
        finished=done,
        certificate=certificate_id(done) if done else None,
        refusal=_refusal(course, learner, at),
    )


def _under_way(course: Course, row: Enrollment) -> Aside:
    known = standing(enrollment=row)
    outline, newest = row.version.outline, course.current
    return Aside(
        course=course,
        enrollment=row,
        progress=rules.progress(outline, known.done),
        minutes_left=rules.minutes_left(outline, known.done),
        resume=rules.where_to_resume(outline, known.done, last=known.last),
        newer=newest.number if newest and newest.pk != row.version_id else "",
    )


def _refusal(course: Course, learner: User, at: datetime) -> str | Promise:
    try:
        check_may_enroll(course=course, learner=learner, at=at)
    except CannotEnroll as reason:
        return reason.sentence
    return ""


def states(*, learner: User, courses: Iterable[int]) -> dict[int, dict[str, str]]:
    """Where somebody stands in the courses they take or took, as tags of rows. One statement."""
    wanted = Q(status=Enrollment.Status.ACTIVE) | Q(status=Enrollment.Status.COMPLETED)
    rows = Enrollment.objects.filter(wanted, learner=learner, course__in=list(courses))
    found: dict[int, dict[str, str]] = {}
    for course, status, at in rows.order_by("enrolled_at", "pk").values_list(
        "course", "status", "completion__at"
    ):
        if status == Enrollment.Status.ACTIVE:
            found[course] = {"text": _("Under way"), "tone": "fjord", "icon": "half"}
        elif at:
            text = _("Completed %(day)s") % {"day": day(at)}
            found[course] = {"text": text, "tone": "lichen", "icon": "check"}
    return found
