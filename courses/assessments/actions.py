"""Writing questions and quizzes. What was written once never changes: an edit is a new version."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from courses.assessments.models import (
    Option,
    Question,
    QuestionBank,
    QuestionVersion,
    Quiz,
    QuizItem,
    QuizVersion,
)
from home.centers.models import Center
from lms.core import content, events

Texts = Mapping[str, str]
Answer = Mapping[str, Any]


class BadQuestion(ValueError):
    """The question cannot be answered or graded as it is written; the text says why."""


class BadQuiz(ValueError):
    """The quiz cannot be given as it is put together; the text says why."""


@transaction.atomic
def open_bank(*, center: Center, slug: str, name: str) -> QuestionBank:
    """The bank of that slug; made where it is missing."""
    bank, _made = QuestionBank.objects.get_or_create(
        slug=slug, defaults={"center": center, "name": name}
    )
    return bank


@transaction.atomic
def write_question(
    *,
    bank: QuestionBank,
    slug: str,
    use: str,
    kind: str,
    stem: Texts,
    options: Sequence[Answer],
    at: datetime,
    feedback: Texts | None = None,
    lesson_key: UUID | None = None,
    objective: int | None = None,
) -> QuestionVersion:
    """The newest version of the question; a new one only where the wording or the key changed.

    An option holds `text` {sv, en}, `correct` and perhaps `feedback` {sv, en}. `lesson_key` and
    `objective` (from 1) say what the question tests. Raises BadQuestion.
    """
    _check_answers(kind, stem, options)
    # Two people who save the same question must get two numbers, or one version.
    QuestionBank.objects.select_for_update().get(pk=bank.pk)
    question = _identity(bank, slug, use, lesson_key, objective)
    newest = question.versions.order_by("-number").first()
    wording = _wording(kind, stem, feedback or {}, options)
    if newest and _wording_of(newest) == wording:
        return newest
    version = QuestionVersion.objects.create(
        question=question,
        number=newest.number + 1 if newest else 1,
        kind=kind,
        stem=dict(stem),
        feedback=dict(feedback or {}),
        recorded_at=at,
    )
    Option.objects.bulk_create(_options(version, options))
    if use == Question.Use.PRACTICE:
        # Lessons show its newest wording.
        content.changed()
    events.record("question.written", subject=question, at=at, data={"version": version.pk})
    return version


def _check_answers(kind: str, stem: Texts, options: Sequence[Answer]) -> None:
    right = sum(bool(option["correct"]) for option in options)
    if not any(stem.values()):
        raise BadQuestion(_("Write the question."))
    if len(options) < 2:
        raise BadQuestion(_("A question needs at least two answers."))
    if kind == QuestionVersion.Kind.SINGLE and right != 1:
        raise BadQuestion(_("Exactly one answer must be right."))
    if not right:
        raise BadQuestion(_("At least one answer must be right."))


def _identity(
    bank: QuestionBank, slug: str, use: str, lesson_key: UUID | None, objective: int | None
) -> Question:
    question, made = Question.objects.get_or_create(
        bank=bank,
        slug=slug,
        defaults={"use": use, "lesson_key": lesson_key, "objective": objective},
    )
    if question.use != use:
        # Whoever practised on it has seen its key.
        raise BadQuestion(_("A practice question cannot become a graded one, nor the reverse."))
    if not made and (question.lesson_key, question.objective) != (lesson_key, objective):
        question.lesson_key, question.objective = lesson_key, objective
        question.save(update_fields=["lesson_key", "objective"])
    return question


def _wording(kind: str, stem: Texts, feedback: Texts, options: Sequence[Answer]) -> Any:
    answers = [
        (dict(o["text"]), bool(o["correct"]), dict(o.get("feedback") or {})) for o in options
    ]
    return kind, dict(stem), dict(feedback), answers


def _wording_of(version: QuestionVersion) -> Any:
    answers = [
        {"text": option.text, "correct": option.is_correct, "feedback": option.feedback}
        for option in version.options.all()
    ]
    return _wording(version.kind, version.stem, version.feedback, answers)


def _options(version: QuestionVersion, options: Sequence[Answer]) -> list[Option]:
    return [
        Option(
            question_version=version,
            position=position,
            text=dict(option["text"]),
            is_correct=bool(option["correct"]),
            feedback=dict(option.get("feedback") or {}),
        )
        for position, option in enumerate(options, start=1)
    ]


@transaction.atomic
def write_quiz(
    *,
    center: Center,
    slug: str,
    titles: Texts,
    questions: Sequence[QuestionVersion],
    at: datetime,
    pass_mark: int | None = None,
    max_attempts: int | None = None,
    shuffle_questions: bool = False,
    shuffle_options: bool = True,
) -> QuizVersion:
    """The newest version of the quiz; a new one only where questions or rules changed.

    `pass_mark` is percent; None never blocks. `max_attempts` None: no limit. Raises BadQuiz.
    """
    _check_questions(questions)
    quiz = _quiz(center, slug, titles)
    rules = {
        "pass_mark": pass_mark,
        "max_attempts": max_attempts,
        "shuffle_questions": shuffle_questions,
        "shuffle_options": shuffle_options,
    }
    newest = quiz.versions.order_by("-number").first()
    if newest and _same(newest, questions, rules):
        return newest
    number = newest.number + 1 if newest else 1
    version = QuizVersion.objects.create(quiz=quiz, number=number, recorded_at=at, **rules)
    QuizItem.objects.bulk_create(
        QuizItem(quiz_version=version, question_version=question, position=position)
        for position, question in enumerate(questions, start=1)
    )
    events.record("quiz.written", subject=quiz, at=at, data={"version": version.pk})
    return version


def _check_questions(questions: Sequence[QuestionVersion]) -> None:
    if not questions:
        raise BadQuiz(_("A quiz needs at least one question."))
    if any(q.question.use != Question.Use.GRADED for q in questions):
        raise BadQuiz(_("A practice question cannot stand in a quiz: its answer is shown."))
    if len({q.question_id for q in questions}) != len(questions):
        raise BadQuiz(_("The same question stands twice in the quiz."))


def _quiz(center: Center, slug: str, titles: Texts) -> Quiz:
    title_sv, title_en = titles.get("sv", ""), titles.get("en", "")
    Quiz.objects.get_or_create(
        slug=slug, defaults={"center": center, "title_sv": title_sv, "title_en": title_en}
    )
    quiz = Quiz.objects.select_for_update().get(slug=slug)
    if (quiz.title_sv, quiz.title_en) != (title_sv, title_en):
        quiz.title_sv, quiz.title_en = title_sv, title_en
        quiz.save(update_fields=["title_sv", "title_en"])
    return quiz


def _same(version: QuizVersion, questions: Sequence[QuestionVersion], rules: Any) -> bool:
    items = list(version.items.values_list("question_version_id", flat=True))
    return items == [q.pk for q in questions] and all(
        getattr(version, name) == value for name, value in rules.items()
    )
