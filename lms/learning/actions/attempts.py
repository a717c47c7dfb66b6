"""Answering the questions of a quiz: one paper, fixed at the start, graded once."""

from collections.abc import Mapping
from datetime import datetime
from random import Random, SystemRandom

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from courses.assessments.frozen import markings, quiz_of
from courses.assessments.models import QuizVersion
from courses.models import Lesson
from lms.core import events
from lms.core.outcome import Outcome
from lms.learning import outline, papers
from lms.learning.actions.answers import Answers, hold_attempt, weigh, write
from lms.learning.actions.holding import NotUnderWay, hold, hold_active
from lms.learning.actions.progress import NotInCourse, record_held, start_lesson
from lms.learning.grading import grade
from lms.learning.models import Attempt, Enrollment, Response
from lms.learning.selectors.quizzes import attempts_used, saved_answers, sources_of


class NoAttemptsLeft(Exception):
    """The quiz says how often it may be tried, and that is used up."""

    sentence = _("You have used all your attempts. Your result and the lessons are still here.")


class Unanswered(Exception):
    """Some questions have no answer, and whoever handed in wanted to be told; all are saved."""


@transaction.atomic
def start_attempt(
    *, enrollment: Enrollment, lesson: Lesson, at: datetime, seed: int | None = None
) -> Attempt:
    """Begin an attempt with a paper that never changes; one that is open is gone on with.

    `seed` makes the order repeatable. Raises NotUnderWay, NotInCourse, NoAttemptsLeft.
    """
    held = hold_active(enrollment)
    entry = outline.find(held.version.outline, str(lesson.key))
    if entry is None or entry.quiz_version is None:
        raise NotInCourse(lesson.key)
    last = Attempt.objects.filter(enrollment=held, lesson=lesson).order_by("-number").first()
    if last and last.state == Attempt.State.IN_PROGRESS:
        return last
    quiz = quiz_of(entry.quiz_version)
    if quiz.max_attempts and attempts_used(enrollment=held, lesson=lesson) >= quiz.max_attempts:
        raise NoAttemptsLeft
    attempt = Attempt.objects.create(
        enrollment=held,
        lesson=lesson,
        quiz_version=quiz,
        number=last.number + 1 if last else 1,
        paper=_paper(quiz, seed),
        started_at=at,
        recorded_at=at,
    )
    start_lesson(enrollment=held, lesson=lesson, at=at)
    events.record("attempt.started", subject=attempt, actor=held.learner, at=at)
    return attempt


def _paper(quiz: QuizVersion, seed: int | None) -> papers.Paper:
    return papers.draw_up(
        sources_of(quiz),
        shuffle_questions=quiz.shuffle_questions,
        shuffle_options=quiz.shuffle_options,
        chance=SystemRandom() if seed is None else Random(seed),  # noqa: S311  order, no secret
    )


def submit(
    *, attempt: Attempt, at: datetime, answers: Answers | None = None, ask: bool = False
) -> Attempt:
    """Save the posted answers, grade, keep the result, tell progress. Again is harmless.

    With `ask` it stops where a question has no answer. Raises AnswersRefused, Unanswered once what
    can be saved is saved; NotUnderWay where the course was left meanwhile.
    """
    with transaction.atomic():
        held, stopped = _submit(attempt, answers or {}, ask=ask, at=at)
    if stopped:
        raise stopped
    return held


def _submit(
    attempt: Attempt, answers: Answers, *, ask: bool, at: datetime
) -> tuple[Attempt, Exception | None]:
    # Always enrollment before attempt, so that two hand-ins never wait for each other.
    enrollment = hold(attempt.enrollment)
    held = hold_attempt(attempt)
    held.enrollment, held.lesson = enrollment, attempt.lesson
    if held.state != Attempt.State.IN_PROGRESS:
        return held, None
    if enrollment.status != Enrollment.Status.ACTIVE:
        raise NotUnderWay
    known = saved_answers(attempt=held)
    rows, refused = weigh(held, known, answers, at)
    final = known | {row.question_version_id: row for row in rows}
    if refused or (ask and not _complete(held, final)):
        write(rows)
        return held, refused or Unanswered()
    _grade(held, final, at)
    _tell(held, enrollment, at)
    return held, None


def _complete(attempt: Attempt, answers: Mapping[int, Response]) -> bool:
    asked = {sheet["question_version"] for sheet in attempt.paper}
    return asked == {question for question, row in answers.items() if row.options}


def _grade(attempt: Attempt, answers: Mapping[int, Response], at: datetime) -> None:
    questions = [sheet["question_version"] for sheet in attempt.paper]
    result = grade(
        questions=questions,
        key={question: marking.right for question, marking in markings(questions).items()},
        answers={question: frozenset(row.options) for question, row in answers.items()},
        mark=quiz_of(attempt.quiz_version_id).pass_mark,
    )
    for question, row in answers.items():
        row.pk, row.is_right = None, question in result.right
    write(list(answers.values()), "is_right")
    attempt.state = Attempt.State.GRADED
    attempt.score, attempt.right, attempt.passed = result.score, len(result.right), result.passed
    attempt.submitted_at = at
    attempt.save(update_fields=["state", "score", "right", "passed", "submitted_at"])


def _tell(attempt: Attempt, enrollment: Enrollment, at: datetime) -> None:
    events.record(
        "attempt.submitted",
        subject=attempt,
        actor=enrollment.learner,
        at=at,
        data={"right": attempt.right, "asked": len(attempt.paper), "passed": attempt.passed},
    )
    outcome = Outcome(done=True, passed=attempt.passed, score=attempt.score, source=outline.QUIZ)
    record_held(enrollment=enrollment, lesson=attempt.lesson, outcome=outcome, at=at)
