"""The pages of an open attempt. Nothing here reads or shows which answer is right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from courses.assessments.frozen import wording_of
from courses.assessments.models import QuestionVersion
from lms.core.bilingual import in_language
from lms.learning import outline
from lms.learning.models import Attempt, Response


@dataclass(frozen=True)
class QuestionPage:
    """One question; `version` is that of the saved answer, 0 where there is none."""

    attempt: Attempt
    number: int
    stem: str
    multiple: bool
    options: list[dict[str, Any]]
    flagged: bool
    version: int
    saved_at: datetime | None
    dots: list[dict[str, Any]]

    @property
    def following(self) -> int | None:
        """The number of the next question; None on the last."""
        return self.number + 1 if self.number < len(self.attempt.paper) else None

    @property
    def previous(self) -> int | None:
        """The number of the question before; None on the first."""
        return self.number - 1 or None

    @property
    def title(self) -> str:
        """The course and the lesson that asks."""
        return heading(self.attempt)


@dataclass(frozen=True)
class ReviewPage:
    """What was answered so far, before handing in."""

    attempt: Attempt
    rows: list[dict[str, Any]]

    @property
    def unanswered(self) -> list[dict[str, Any]]:
        return [row for row in self.rows if not row["answered"]]

    @property
    def flagged(self) -> list[dict[str, Any]]:
        return [row for row in self.rows if row["flagged"]]

    @property
    def title(self) -> str:
        """The course and the lesson that asks."""
        return heading(self.attempt)


def heading(attempt: Attempt) -> str:
    """The course, and the lesson that asks where the version still holds it."""
    version = attempt.enrollment.version
    entry = outline.find(version.outline, str(attempt.lesson.key))
    course = str(version.text("title"))
    return f"{course}: {entry.title}" if entry else course


@dataclass(frozen=True, slots=True)
class Choice:
    """What is ticked: as saved, or as somebody has it on the screen."""

    options: Sequence[int | str] = ()
    flagged: bool = False


def question_page(*, attempt: Attempt, number: int, choice: Choice | None = None) -> QuestionPage:
    """A question as it stands; `choice` shows one that is not saved. One query."""
    sheet = attempt.paper[number - 1]
    saved = _saved(attempt)
    answer = saved.get(sheet["question_version"])
    if choice is None:
        choice = Choice(answer.options, answer.flagged) if answer else Choice()
    return QuestionPage(
        attempt=attempt,
        number=number,
        multiple=sheet["kind"] == QuestionVersion.Kind.MULTIPLE,
        flagged=choice.flagged,
        version=answer.version if answer else 0,
        saved_at=max((row.saved_at for row in saved.values()), default=None),
        dots=_dots(attempt, saved, number),
        **_wording(sheet, {str(option) for option in choice.options}),
    )


def _wording(sheet: dict[str, Any], ticked: set[str]) -> dict[str, Any]:
    question = wording_of(sheet["question_version"])
    return {
        "stem": in_language(question.stem),
        "options": [
            {
                "value": pk,
                "text": in_language(question.options[pk]),
                "checked": str(pk) in ticked,
            }
            for pk in sheet["options"]
        ],
    }


def review_page(*, attempt: Attempt) -> ReviewPage:
    """All questions of an open attempt with what is answered and marked. One query."""
    questions = [sheet["question_version"] for sheet in attempt.paper]
    dots = _dots(attempt, _saved(attempt), 0)
    rows = [
        {**dot, "stem": in_language(wording_of(question).stem)}
        for dot, question in zip(dots, questions, strict=True)
    ]
    return ReviewPage(attempt=attempt, rows=rows)


def _saved(attempt: Attempt) -> dict[int, Response]:
    return {row.question_version_id: row for row in Response.objects.filter(attempt=attempt)}


def _dots(attempt: Attempt, saved: dict[int, Response], current: int) -> list[dict[str, Any]]:
    rows = [saved.get(sheet["question_version"]) for sheet in attempt.paper]
    return [
        {
            "number": number,
            "url": reverse("learning:question", args=[attempt.uid, number]),
            "answered": bool(row and row.options),
            "flagged": bool(row and row.flagged),
            "current": number == current,
        }
        for number, row in enumerate(rows, start=1)
    ]
