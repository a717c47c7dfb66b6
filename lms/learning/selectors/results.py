"""The result of an attempt: wrong answers first, each with the reason and the way to its lesson."""

from dataclasses import dataclass
from typing import Any

from courses.assessments.models import Option, QuestionVersion
from lms.core.bilingual import in_language
from lms.learning import grading, outline, rules
from lms.learning.models import Attempt, Enrollment, Response
from lms.learning.outline import Entry
from lms.learning.selectors.finished import certificate_id
from lms.learning.selectors.questions import heading
from lms.learning.selectors.quizzes import attempts_used
from lms.learning.selectors.standing import done_keys


@dataclass(frozen=True)
class Judged:
    """One question after grading; `answers` are what was chosen, then what was missed."""

    number: int
    stem: str
    is_right: bool
    answered: bool
    answers: list[dict[str, Any]]
    reasons: list[str]
    lesson: Entry | None


@dataclass(frozen=True)
class ResultPage:
    """What came of an attempt, and what is next."""

    attempt: Attempt
    judged: list[Judged]
    left: int | None
    onward: Entry | None
    certificate: Any

    @property
    def wrong(self) -> list[Judged]:
        return [row for row in self.judged if not row.is_right]

    @property
    def right(self) -> list[Judged]:
        return [row for row in self.judged if row.is_right]

    @property
    def asked(self) -> int:
        return len(self.attempt.paper)

    @property
    def needed(self) -> int | None:
        """Right answers needed; None where nothing can be failed."""
        mark = self.attempt.quiz_version.pass_mark
        return None if mark is None else grading.needed(asked=self.asked, mark=mark)

    @property
    def finished(self) -> bool:
        """Whether the course is done."""
        return self.attempt.enrollment.status == Enrollment.Status.COMPLETED

    @property
    def may_try_again(self) -> bool:
        under_way = self.attempt.enrollment.status == Enrollment.Status.ACTIVE
        return under_way and self.attempt.passed is not True and self.left != 0

    @property
    def title(self) -> str:
        """The course and the lesson that asked."""
        return heading(self.attempt)


def result_page(*, attempt: Attempt) -> ResultPage:
    """The result of a graded attempt. Three queries, and one for each of limit and certificate."""
    enrollment = attempt.enrollment
    version = enrollment.version
    done = done_keys(enrollment=enrollment)
    key = str(attempt.lesson.key)
    entry = outline.find(version.outline, key)
    return ResultPage(
        attempt=attempt,
        judged=_judged(attempt),
        left=_left(attempt),
        onward=rules.onward(version.outline, done, key=key) if entry else None,
        certificate=certificate_id(enrollment),
    )


def _left(attempt: Attempt) -> int | None:
    limit = attempt.quiz_version.max_attempts
    if limit is None:
        return None
    used = attempts_used(enrollment=attempt.enrollment, lesson=attempt.lesson)
    return max(limit - used, 0)


def _judged(attempt: Attempt) -> list[Judged]:
    answers = {row.question_version_id: row for row in Response.objects.filter(attempt=attempt)}
    options = _options(attempt)
    return [
        _judge(attempt, number, options[sheet["question_version"]], answers)
        for number, sheet in enumerate(attempt.paper, start=1)
    ]


def _options(attempt: Attempt) -> dict[int, list[Option]]:
    asked = [sheet["question_version"] for sheet in attempt.paper]
    order = {pk: place for sheet in attempt.paper for place, pk in enumerate(sheet["options"])}
    rows = Option.objects.filter(question_version__in=asked)
    found: dict[int, list[Option]] = {}
    for row in sorted(
        rows.select_related("question_version__question"), key=lambda option: order[option.pk]
    ):
        found.setdefault(row.question_version_id, []).append(row)
    return found


def _judge(
    attempt: Attempt, number: int, options: list[Option], answers: dict[int, Response]
) -> Judged:
    question: QuestionVersion = options[0].question_version
    answer = answers.get(question.pk)
    picked = set(answer.options) if answer else set()
    chosen = [option for option in options if option.pk in picked]
    missed = [option for option in options if option.is_correct and option.pk not in picked]
    reasons = [in_language(option.feedback) for option in chosen] + [in_language(question.feedback)]
    return Judged(
        number=number,
        stem=in_language(question.stem),
        is_right=bool(answer and answer.is_right),
        answered=bool(picked),
        answers=[
            {"text": in_language(o.text), "chosen": o.pk in picked, "right": o.is_correct}
            for o in chosen + missed
        ],
        reasons=[reason for reason in reasons if reason],
        lesson=_lesson(attempt, question),
    )


def _lesson(attempt: Attempt, question: QuestionVersion) -> Entry | None:
    """The lesson that teaches the answer, where the version holds it."""
    key = question.question.lesson_key
    return outline.find(attempt.enrollment.version.outline, str(key)) if key else None
