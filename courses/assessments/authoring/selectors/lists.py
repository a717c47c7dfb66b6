"""The bank and the quizzes as lists: what somebody looks for, and where each is used."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from courses.assessments.authoring.selectors.use import lessons_practising, lessons_with
from courses.assessments.models import (
    Question,
    QuestionBank,
    QuestionVersion,
    Quiz,
    QuizItem,
    QuizVersion,
)
from lms.core.bilingual import in_language

A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; empty is everything."""

    words: str = ""
    bank: int | None = None
    center: int | None = None
    use: str = ""
    used: str = ""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in the list."""

    pk: int
    stem: str
    use: str
    bank: str
    center: str
    versions: int
    used_in: list[str] = field(default_factory=list)


def newest_wordings() -> QuerySet[QuestionVersion]:
    """The newest version of each question."""
    newest = QuestionVersion.objects.filter(question=OuterRef("question")).order_by("-number")
    return QuestionVersion.objects.filter(pk=Subquery(newest.values("pk")[:1]))


def newest_quizzes() -> QuerySet[QuizVersion]:
    """The newest version of each quiz."""
    newest = QuizVersion.objects.filter(quiz=OuterRef("quiz")).order_by("-number")
    return QuizVersion.objects.filter(pk=Subquery(newest.values("pk")[:1]))


def question_page(
    *, user: Any, at: datetime, wanted: Wanted, number: str | int = 1
) -> tuple[Page[QuestionVersion], list[QuestionRow]]:
    """A page of the questions that the person may write; five statements, whatever the size."""
    own = Question.objects.visible_to(user, at)
    found = newest_wordings().filter(question__in=_filtered(own, wanted))
    if wanted.words:
        found = found.filter(_holding(wanted.words))
    rows = found.select_related("question__bank__center").order_by(
        "question__bank__name", "question__bank", "question"
    )
    page = Paginator(rows, A_PAGE).get_page(number)
    used = _used([version.question for version in page])
    return page, [_row(version, used[version.question_id]) for version in page]


def _filtered(questions: QuerySet[Question], wanted: Wanted) -> QuerySet[Question]:
    if wanted.bank:
        questions = questions.filter(bank=wanted.bank)
    if wanted.center:
        questions = questions.filter(bank__center=wanted.center)
    if wanted.use:
        questions = questions.filter(use=wanted.use)
    if wanted.used:
        asked = QuizItem.objects.filter(quiz_version__in=newest_quizzes())
        in_quiz = Q(pk__in=asked.values("question_version__question"))
        questions = questions.filter(in_quiz if wanted.used == "quiz" else ~in_quiz)
    return questions


def _holding(words: str) -> Q:
    # SQLite takes å and Å for different letters, so each is asked for.
    spelled = {words, words.lower(), words.capitalize()}
    found = Q(pk__in=[])
    for code in ("sv", "en"):
        for each in spelled:
            found |= Q(**{f"stem__{code}__icontains": each})
    return found


def _used(questions: Sequence[Question]) -> dict[int, list[str]]:
    used: dict[int, list[str]] = defaultdict(list)
    items = QuizItem.objects.filter(
        quiz_version__in=newest_quizzes(),
        question_version__question__in=[q.pk for q in questions if q.use == Question.Use.GRADED],
    ).select_related("quiz_version__quiz", "question_version")
    for item in items:
        used[item.question_version.question_id].append(str(item.quiz_version.quiz))
    practised = [q for q in questions if q.use == Question.Use.PRACTICE]
    for key, lessons in lessons_practising(practised).items():
        used[key] += [lesson.title for lesson in lessons]
    return used


def _row(version: QuestionVersion, used_in: list[str]) -> QuestionRow:
    question = version.question
    return QuestionRow(
        pk=question.pk,
        stem=str(in_language(version.stem)),
        use=question.get_use_display(),
        bank=question.bank.name,
        center=question.bank.center.name,
        versions=version.number,
        used_in=used_in,
    )


@dataclass(frozen=True, slots=True)
class QuizRow:
    """A quiz in the list."""

    pk: int
    title: str
    center: str
    questions: int
    versions: int
    pass_mark: int | None
    used_in: list[str]


def quiz_page(
    *, user: Any, at: datetime, words: str = "", number: str | int = 1
) -> tuple[Page[Quiz], list[QuizRow]]:
    """A page of the quizzes that the person may put together; six statements, whatever the size."""
    quizzes = Quiz.objects.visible_to(user, at).select_related("center")
    if words:
        quizzes = quizzes.filter(Q(title_sv__icontains=words) | Q(title_en__icontains=words))
    page = Paginator(quizzes.order_by("title_sv", "pk"), A_PAGE).get_page(number)
    newest = {v.quiz_id: v for v in newest_quizzes().filter(quiz__in=[q.pk for q in page])}
    items = _sizes(newest.values())
    lessons = lessons_with([quiz.pk for quiz in page])
    return page, [_quiz_row(quiz, newest.get(quiz.pk), items, lessons) for quiz in page]


def _sizes(versions: Iterable[QuizVersion]) -> dict[int, int]:
    sizes: dict[int, int] = defaultdict(int)
    for version in QuizItem.objects.filter(quiz_version__in=versions).values_list("quiz_version"):
        sizes[version[0]] += 1
    return sizes


def _quiz_row(
    quiz: Quiz, newest: QuizVersion | None, sizes: dict[int, int], lessons: dict[int, list[Any]]
) -> QuizRow:
    return QuizRow(
        pk=quiz.pk,
        title=str(quiz),
        center=quiz.center.name,
        questions=sizes.get(newest.pk, 0) if newest else 0,
        versions=newest.number if newest else 0,
        pass_mark=newest.pass_mark if newest else None,
        used_in=[lesson.course for lesson in lessons.get(quiz.pk, [])],
    )


@dataclass(frozen=True, slots=True)
class BankRow:
    """A bank in the list."""

    pk: int
    name: str
    center: str
    questions: int


def banks(*, user: Any, at: datetime) -> list[BankRow]:
    """The banks that the person may write in; one statement."""
    found = QuestionBank.objects.visible_to(user, at).select_related("center")
    counted = found.annotate(held=Count("questions")).order_by("name", "pk")
    return [
        BankRow(bank.pk, bank.name, bank.center.name, getattr(bank, "held", 0)) for bank in counted
    ]
