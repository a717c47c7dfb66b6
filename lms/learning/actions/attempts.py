"""Answering the questions of a quiz: one paper, fixed at the start, graded once."""

from collections.abc import Sequence
from datetime import datetime
from random import Random, SystemRandom

from django.db import transaction
from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _

from courses.assessments.frozen import quiz_of
from courses.assessments.models import Option, QuizVersion
from courses.models import Lesson
from lms.core import events
from lms.core.outcome import Outcome
from lms.learning import outline, papers
from lms.learning.actions.holding import NotUnderWay, hold, hold_active
from lms.learning.actions.progress import NotInCourse, record_outcome, start_lesson
from lms.learning.grading import Grade, grade
from lms.learning.models import Attempt, Enrollment, Response
from lms.learning.selectors.quizzes import attempts_used, sources_of


class NoAttemptsLeft(Exception):
    """The quiz says how often it may be tried, and that is used up."""

    sentence = _("You have used all your attempts. Your result and the lessons are still here.")


class AttemptIsOver(Exception):
    """The answers were handed in; nothing more is saved."""

    sentence = _("You have handed in these answers. The result shows what was saved.")


class NoSuchQuestion(LookupError):
    """The paper has no question of that number."""


class StaleAnswer(Exception):
    """The question was answered elsewhere meanwhile; `stored` is what stands there now."""

    sentence = _(
        "You answered this in another tab or on another device. Your choice here is not saved yet."
    )

    def __init__(self, stored: Response) -> None:
        super().__init__(stored.pk)
        self.stored = stored


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


@transaction.atomic
def save_answer(
    *,
    attempt: Attempt,
    number: int,
    options: Sequence[int | str],
    flagged: bool,
    version: int,
    at: datetime,
) -> Response:
    """Keep what was chosen for question `number` (from 1); no options means no answer.

    `version` is the one the reader saw, 0 for none. The same answer again changes nothing. Raises
    StaleAnswer, BadAnswer, NoSuchQuestion, AttemptIsOver, NotUnderWay.
    """
    held = _hold_open(attempt)
    sheet = _sheet(held, number)
    picked = papers.chosen(sheet, [str(option) for option in options])
    known = Response.objects.filter(
        attempt=held, question_version=sheet["question_version"]
    ).first()
    if known is None:
        return Response.objects.create(
            attempt=held,
            question_version_id=sheet["question_version"],
            options=picked,
            flagged=flagged,
            saved_at=at,
        )
    if (known.options, known.flagged) == (picked, flagged):
        return known
    if known.version != version:
        raise StaleAnswer(known)
    known.options, known.flagged, known.saved_at = picked, flagged, at
    known.version += 1
    known.save(update_fields=["options", "flagged", "saved_at", "version"])
    return known


def _hold(attempt: Attempt) -> Attempt:
    # Handing in waits for a save under way, and no save comes after it.
    rows = Attempt.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("enrollment", "lesson", "quiz_version").get(pk=attempt.pk)


def _hold_open(attempt: Attempt) -> Attempt:
    held = _hold(attempt)
    if held.state != Attempt.State.IN_PROGRESS:
        raise AttemptIsOver
    if held.enrollment.status != Enrollment.Status.ACTIVE:
        raise NotUnderWay
    return held


def _sheet(attempt: Attempt, number: int) -> papers.Sheet:
    paper: papers.Paper = attempt.paper
    if not 1 <= number <= len(paper):
        raise NoSuchQuestion(number)
    return paper[number - 1]


@transaction.atomic
def submit(*, attempt: Attempt, at: datetime) -> Attempt:
    """Hand in: grade the saved answers, keep the result, tell progress. Again is harmless.

    Raises NotUnderWay where the course was left meanwhile.
    """
    # Always enrollment before attempt, so that two hand-ins never wait for each other.
    enrollment = hold(attempt.enrollment)
    held = _hold(attempt)
    if held.state != Attempt.State.IN_PROGRESS:
        return held
    if enrollment.status != Enrollment.Status.ACTIVE:
        raise NotUnderWay
    result = _grade(held)
    _keep(held, result, at)
    events.record(
        "attempt.submitted",
        subject=held,
        actor=enrollment.learner,
        at=at,
        data={"right": len(result.right), "asked": result.asked, "passed": result.passed},
    )
    outcome = Outcome(done=True, passed=result.passed, score=result.score, source=outline.QUIZ)
    record_outcome(enrollment=enrollment, lesson=held.lesson, outcome=outcome, at=at)
    return held


def _grade(attempt: Attempt) -> Grade:
    questions = [sheet["question_version"] for sheet in attempt.paper]
    key: dict[int, set[int]] = {question: set() for question in questions}
    right = Option.objects.filter(question_version__in=questions, is_correct=True)
    for question, option in right.values_list("question_version_id", "pk"):
        key[question].add(option)
    saved = Response.objects.filter(attempt=attempt).values_list("question_version_id", "options")
    answers = {question: set(options) for question, options in saved}
    mark = attempt.quiz_version.pass_mark
    return grade(questions=questions, key=key, answers=answers, mark=mark)


def _keep(attempt: Attempt, result: Grade, at: datetime) -> None:
    right = When(question_version__in=result.right, then=Value(True))  # noqa: FBT003
    Response.objects.filter(attempt=attempt).update(
        is_right=Case(right, default=Value(False))  # noqa: FBT003
    )
    attempt.state = Attempt.State.GRADED
    attempt.score, attempt.right, attempt.passed = result.score, len(result.right), result.passed
    attempt.submitted_at = at
    attempt.save(update_fields=["state", "score", "right", "passed", "submitted_at"])
