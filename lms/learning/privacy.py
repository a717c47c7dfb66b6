"""What the person took part in, did and finished."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from courses.assessments.models import Option
from lms.learning.actions import withdraw
from lms.learning.models import Attempt, Completion, Enrollment, Progress, Response
from lms.users.models import User
from lms.users.privacy import Rows, ids

COPIED = ("learning.Enrollment.learner", "learning.Completion.learner")
LEFT_OUT: dict[str, str] = {}

COURSE = ("course__code", "version__major", "version__minor")


def export(user: User) -> dict[str, Rows]:
    """All of it but the keys: whether a single answer was right is told where the quiz tells it."""
    own = ids(user)
    enrollments = Enrollment.objects.filter(learner__in=own).order_by("pk")
    progress = Progress.objects.filter(enrollment__learner__in=own).order_by("pk")
    completions = Completion.objects.filter(learner__in=own).order_by("pk")
    attempts = Attempt.objects.filter(enrollment__learner__in=own).order_by("pk")
    taken = ("uid", "status", "source", "enrolled_at", "ended_at")
    done = (
        *("enrollment__uid", "lesson__key", "started_at", "touched_at", "position"),
        *("seconds_active", "done_at", "score"),
    )
    return {
        "enrollments": enrollments.values(*COURSE, *taken).iterator(),
        "progress": progress.values(*done).iterator(),
        "attempts": (_attempt(attempt) for attempt in attempts.iterator()),
        "completions": completions.values(
            *COURSE, "enrollment__uid", "at", "score", "basis", "reason"
        ).iterator(),
    }


def _attempt(attempt: Attempt) -> dict[str, Any]:
    fields = ("uid", "number", "state", "score", "right", "passed", "started_at", "submitted_at")
    facts = {field: getattr(attempt, field) for field in fields}
    return {**facts, "answers": list(_answers(attempt))}


def _answers(attempt: Attempt) -> Iterator[dict[str, Any]]:
    responses = list(
        Response.objects.filter(attempt=attempt).select_related("question_version").order_by("pk")
    )
    chosen = {pk for response in responses for pk in response.options}
    texts = dict(Option.objects.filter(pk__in=chosen).values_list("pk", "text"))
    for response in responses:
        yield {
            "question": response.question_version.stem,
            "chosen": [texts[pk] for pk in response.options if pk in texts],
            "marked_to_look_at_again": response.flagged,
            "saved_at": response.saved_at,
        }


def erase(user: User, *, at: datetime) -> None:
    """Nothing that was done goes; what is under way is left, so that nobody waits for it."""
    for enrollment in Enrollment.objects.own(user.pk).open():
        withdraw(enrollment=enrollment, at=at)
