"""What somebody does in lessons: the place they are at, and what is done."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from courses.models import Lesson
from lms.core import events
from lms.core.outcome import Outcome
from lms.learning import outline
from lms.learning.actions.completion import finish_if_complete
from lms.learning.actions.holding import NotUnderWay, hold_active
from lms.learning.models import Enrollment, Progress


class NotInCourse(LookupError):
    """The version that somebody takes does not hold this lesson."""


class OnlyByQuestions(Exception):
    """A lesson of questions is done by answering them, never by a button."""

    sentence = _("This lesson is done when you have answered the questions.")


@transaction.atomic
def save_place(*, enrollment: Enrollment, lesson: Lesson, position: int, at: datetime) -> None:
    """Remember how far down a lesson somebody is, in thousandths. One statement, no lock.

    Raises NotUnderWay.
    """
    if enrollment.status != Enrollment.Status.ACTIVE:
        raise NotUnderWay
    row = Progress(
        enrollment=enrollment,
        lesson=lesson,
        position=min(max(position, 0), 1000),
        started_at=at,
        touched_at=at,
    )
    _put(row, "touched_at", "position")


@transaction.atomic
def start_lesson(*, enrollment: Enrollment, lesson: Lesson, at: datetime) -> None:
    """Note that a lesson is begun, or gone on with. One statement."""
    _put(Progress(enrollment=enrollment, lesson=lesson, started_at=at, touched_at=at), "touched_at")


@transaction.atomic
def record_outcome(
    *, enrollment: Enrollment, lesson: Lesson, outcome: Outcome, at: datetime
) -> Progress:
    """The one door to progress: every lesson kind ends here.

    A lesson done stays done, with the score that it was done with. The last one finishes the
    course. Raises NotUnderWay, NotInCourse, OnlyByQuestions.
    """
    held = hold_active(enrollment)
    _check_lesson(held, lesson, outcome)
    return record_held(enrollment=held, lesson=lesson, outcome=outcome, at=at)


def record_held(
    *, enrollment: Enrollment, lesson: Lesson, outcome: Outcome, at: datetime
) -> Progress:
    """As `record_outcome`, for a caller that holds the enrollment and found it under way.

    An attempt ends even where a newer version has dropped its lesson.
    """
    known = Progress.objects.filter(enrollment=enrollment, lesson=lesson).first()
    if known and known.done_at:
        return known
    row = Progress(enrollment=enrollment, lesson=lesson, started_at=at, touched_at=at)
    if not outcome.done or outcome.passed is False:
        return _put(row, "touched_at")
    row.done_at, row.score = at, outcome.score
    _put(row, "touched_at", "done_at", "score")
    events.record(
        "lesson.completed",
        subject=row,
        actor=enrollment.learner,
        at=at,
        data={"enrollment": enrollment.pk, "lesson": lesson.pk, "source": outcome.source},
    )
    finish_if_complete(enrollment=enrollment, at=at)
    return row


def _check_lesson(enrollment: Enrollment, lesson: Lesson, outcome: Outcome) -> None:
    entry = outline.find(enrollment.version.outline, str(lesson.key))
    if entry is None:
        raise NotInCourse(lesson.key)
    if entry.is_quiz and outcome.source != outline.QUIZ:
        raise OnlyByQuestions


def _put(row: Progress, *fields: str) -> Progress:
    # Somebody's other tab may write the same row at this moment: one statement settles it.
    Progress.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["enrollment", "lesson"],
        update_fields=fields,
    )
    return row
