"""The page of an open attempt. Nothing here reads or shows which answer is right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from courses.assessments.frozen import Wording, wordings
from courses.assessments.models import QuestionVersion
from lms.core.bilingual import in_language
from lms.learning import outline
from lms.learning.models import Attempt, Response
from lms.learning.papers import Answer
from lms.learning.selectors.quizzes import saved_answers


@dataclass(frozen=True, slots=True)
class Asked:
    """One question; `version` is that of the saved answer, 0 where there is none.

    `elsewhere` are the options saved from another tab, where that was in the way.
    """

    attempt: Attempt
    number: int
    stem: str
    multiple: bool
    options: list[dict[str, Any]]
    flagged: bool
    version: int
    refused: str
    elsewhere: list[str]

    @property
    def answered(self) -> bool:
        return any(option["checked"] for option in self.options)

    @property
    def label(self) -> str:
        """Which question it is."""
        asked = len(self.attempt.paper)
        return _("Question %(number)s of %(asked)s") % {"number": self.number, "asked": asked}

    @property
    def onward(self) -> str:
        """What the way to the next question says."""
        return _("Go to question %(number)s") % {"number": self.number + 1}

    @property
    def previous(self) -> int:
        """The number of the question before; 0 on the first."""
        return self.number - 1

    @property
    def url(self) -> str:
        """Its place on the page."""
        return f"#q{self.number}"


@dataclass(frozen=True)
class Typed:
    """What somebody has on the screen that was not saved, and why, by number."""

    answers: Mapping[int, Answer] = field(default_factory=dict)
    stale: Mapping[int, str] = field(default_factory=dict)
    bad: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AttemptPage:
    """All questions of an open attempt with what is chosen; `here` is the number to begin at."""

    attempt: Attempt
    questions: list[Asked]
    saved_at: datetime | None
    refused: str

    @property
    def missing(self) -> str:
        """The numbers of the questions without an answer: "3, 7"."""
        return ", ".join(str(number) for number in self._unanswered)

    @property
    def here(self) -> int:
        """The first question that was refused, else the first without an answer; 0: none."""
        refused = [question.number for question in self.questions if question.refused]
        return next(iter(refused or self._unanswered), 0)

    @property
    def _unanswered(self) -> list[int]:
        return [question.number for question in self.questions if not question.answered]

    @property
    def faulty(self) -> bool:
        """Whether something was refused."""
        return bool(self.refused or any(question.refused for question in self.questions))

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


def attempt_page(*, attempt: Attempt, typed: Typed | None = None) -> AttemptPage:
    """The questions as they stand; what is `typed` is shown over what is saved. One query."""
    shown = typed or Typed()
    saved = saved_answers(attempt=attempt)
    asked = [sheet["question_version"] for sheet in attempt.paper]
    written = wordings(asked)
    return AttemptPage(
        attempt=attempt,
        questions=[
            _asked(attempt, number, written[question], saved.get(question), shown)
            for number, question in enumerate(asked, start=1)
        ],
        saved_at=max((row.saved_at for row in saved.values()), default=None),
        refused=next((why for n, why in shown.bad.items() if n > len(attempt.paper)), ""),
    )


def _asked(
    attempt: Attempt, number: int, wording: Wording, saved: Response | None, typed: Typed
) -> Asked:
    sheet = attempt.paper[number - 1]
    texts = {pk: in_language(wording.options[pk]) for pk in sheet["options"]}
    kept = Answer(saved.options, saved.flagged, saved.version) if saved else Answer()
    answer = kept if number in typed.bad else typed.answers.get(number, kept)
    ticked = {str(option) for option in answer.options}
    return Asked(
        attempt=attempt,
        number=number,
        stem=in_language(wording.stem),
        multiple=sheet["kind"] == QuestionVersion.Kind.MULTIPLE,
        options=[
            {"value": pk, "text": text, "checked": str(pk) in ticked, "letter": chr(64 + place)}
            for place, (pk, text) in enumerate(texts.items(), start=1)
        ],
        flagged=answer.flagged,
        version=kept.version or 0,
        refused=typed.bad.get(number) or typed.stale.get(number, ""),
        elsewhere=[texts[pk] for pk in kept.options if number in typed.stale],
    )
