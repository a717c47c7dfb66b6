"""Putting quizzes together."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courses.assessments.models import Question, QuestionVersion, Quiz, QuizItem, QuizVersion
from courses.assessments.states import quiz_state
from home.centers.models import Center
from lms.core import events
from lms.users.models import User

Texts = Mapping[str, str]


class BadQuiz(ValueError):
    """The quiz cannot be given as it is put together; the text says why."""


class QuizChangedMeanwhile(BadQuiz):
    """Somebody else saved the quiz after it was opened; nothing was written."""


@transaction.atomic
def open_quiz(
    *, center: Center, slug: str, titles: Texts, at: datetime, by: User | None = None
) -> Quiz:
    """The quiz of that slug; made without questions where it is missing."""
    quiz, made = Quiz.objects.get_or_create(
        slug=slug,
        defaults={
            "center": center,
            "title_sv": titles.get("sv", ""),
            "title_en": titles.get("en", ""),
        },
    )
    if made:
        events.record("quiz.opened", subject=quiz, actor=by, at=at, data={"center": center.pk})
    return quiz


@transaction.atomic
def write_quiz(
    *,
    center: Center,
    slug: str,
    titles: Texts,
    questions: Sequence[QuestionVersion],
    at: datetime,
    by: User | None = None,
    pass_mark: int | None = None,
    max_attempts: int | None = None,
    shuffle_questions: bool = False,
    shuffle_options: bool = True,
    seen: str | None = None,
) -> QuizVersion:
    """The newest version of the quiz; a new one only where questions or rules changed.

    `pass_mark` is percent; None never blocks. `max_attempts` None: no limit. `seen` is the state
    that the author began from (`states.quiz_state`). Raises BadQuiz; QuizChangedMeanwhile where the
    state is another.
    """
    _check_questions(questions)
    open_quiz(center=center, slug=slug, titles=titles, at=at, by=by)
    # Two people who save the same quiz must get two numbers, or one version.
    quiz = Quiz.objects.select_for_update().get(slug=slug)
    rules = {
        "pass_mark": pass_mark,
        "max_attempts": max_attempts,
        "shuffle_questions": shuffle_questions,
        "shuffle_options": shuffle_options,
    }
    newest = quiz.versions.order_by("-number").first()
    same = newest is not None and _same(newest, questions, rules)
    if newest and same and not _other_titles(quiz, titles):
        return newest
    _refuse_overtaken(quiz, newest, seen)
    _rename(quiz, titles, by, at)
    if newest and same:
        return newest
    number = newest.number + 1 if newest else 1
    version = QuizVersion.objects.create(quiz=quiz, number=number, recorded_at=at, **rules)
    QuizItem.objects.bulk_create(
        QuizItem(quiz_version=version, question_version=question, position=position)
        for position, question in enumerate(questions, start=1)
    )
    events.record("quiz.written", subject=quiz, actor=by, at=at, data={"version": version.pk})
    return version


def _check_questions(questions: Sequence[QuestionVersion]) -> None:
    if not questions:
        raise BadQuiz(_("A quiz needs at least one question."))
    if any(q.question.use != Question.Use.GRADED for q in questions):
        raise BadQuiz(_("A practice question cannot stand in a quiz: its answer is shown."))
    if len({q.question_id for q in questions}) != len(questions):
        raise BadQuiz(_("The same question stands twice in the quiz."))


def _other_titles(quiz: Quiz, titles: Texts) -> bool:
    return (quiz.title_sv, quiz.title_en) != (titles.get("sv", ""), titles.get("en", ""))


def _refuse_overtaken(quiz: Quiz, newest: QuizVersion | None, seen: str | None) -> None:
    # Without a version the row was made a moment ago, or by whoever began the course.
    if newest and seen is not None and seen != quiz_state(quiz, newest):
        raise QuizChangedMeanwhile(_("Somebody else saved this quiz while you were writing."))


def _rename(quiz: Quiz, titles: Texts, by: User | None, at: datetime) -> None:
    if _other_titles(quiz, titles):
        quiz.title_sv, quiz.title_en = titles.get("sv", ""), titles.get("en", "")
        quiz.save(update_fields=["title_sv", "title_en"])
        events.record("quiz.renamed", subject=quiz, actor=by, at=at)


def _same(version: QuizVersion, questions: Sequence[QuestionVersion], rules: Any) -> bool:
    items = list(version.items.values_list("question_version_id", flat=True))
    return items == [q.pk for q in questions] and all(
        getattr(version, name) == value for name, value in rules.items()
    )
