"""The result of an attempt: wrong answers first, each with the reason and the way to its lesson."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from courses.assessments.frozen import Marking, Wording, markings, wordings
from courses.assessments.models import QuestionVersion
from lms.core.bilingual import in_language
from lms.learning import grading, outline, rules
from lms.learning.models import Attempt, Enrollment, Response
from lms.learning.outline import Entry
from lms.learning.papers import Sheet
from lms.learning.selectors.finished import certificate_id
from lms.learning.selectors.questions import heading
from lms.learning.selectors.quizzes import attempts_used, saved_answers
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

    @property
    def verdict(self) -> str:
        """Whether it was right, in words."""
        right, wrong = _("Question %(number)s, right"), _("Question %(number)s, not right")
        return (right if self.is_right else wrong) % {"number": self.number}

    @property
    def way(self) -> str:
        """What the link to its lesson says."""
        return _("Go to %(title)s") % {"title": self.lesson.title if self.lesson else ""}


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
    answers = saved_answers(attempt=attempt)
    lessons = _lessons(attempt)
    asked = [sheet["question_version"] for sheet in attempt.paper]
    written, marked = wordings(asked), markings(asked)
    return [
        _judge(
            number,
            sheet,
            wording=written[question],
            marking=marked[question],
            answer=answers.get(question),
            lesson=lessons.get(question),
        )
        for number, (question, sheet) in enumerate(zip(asked, attempt.paper, strict=True), start=1)
    ]


def _lessons(attempt: Attempt) -> dict[int, Entry]:
    """The lessons that teach the answers, where the version holds them. One query."""
    asked = [sheet["question_version"] for sheet in attempt.paper]
    rows = QuestionVersion.objects.filter(pk__in=asked, question__lesson_key__isnull=False)
    found = {entry.key: entry for entry in outline.entries(attempt.enrollment.version.outline)}
    keys = rows.values_list("pk", "question__lesson_key")
    return {pk: found[str(key)] for pk, key in keys if str(key) in found}


def _judge(
    number: int,
    sheet: Sheet,
    *,
    wording: Wording,
    marking: Marking,
    answer: Response | None,
    lesson: Entry | None,
) -> Judged:
    picked = set(answer.options) if answer else set()
    chosen = [pk for pk in sheet["options"] if pk in picked]
    missed = [pk for pk in sheet["options"] if pk in marking.right and pk not in picked]
    reasons = [*(marking.reasons[pk] for pk in chosen), marking.reason]
    return Judged(
        number=number,
        stem=in_language(wording.stem),
        is_right=bool(answer and answer.is_right),
        answered=bool(picked),
        answers=[
            {
                "text": in_language(wording.options[pk]),
                "chosen": pk in picked,
                "right": pk in marking.right,
            }
            for pk in chosen + missed
        ],
        reasons=[text for reason in reasons if (text := in_language(reason))],
        lesson=lesson,
    )
