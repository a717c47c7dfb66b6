"""Questions and quizzes as they were written, read once by each process."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from courses.assessments.models import Option, QuestionVersion, QuizItem, QuizVersion
from lms.core.frozen import Shelf, read_once


@dataclass(frozen=True, slots=True)
class Wording:
    """What a question asks, and its options by id; nothing says which are right."""

    stem: Mapping[str, Any]
    options: Mapping[int, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Marking:
    """What nobody sees before grading: the right options, and why; `reasons` by option."""

    right: frozenset[int]
    reason: Mapping[str, Any]
    reasons: Mapping[int, Mapping[str, Any]]


@read_once(1024)
def quiz_of(pk: int) -> QuizVersion:
    """The state of a quiz; raises DoesNotExist."""
    return QuizVersion.objects.get(pk=pk)


@read_once(1024)
def asked_by(quiz: int) -> int:
    """How many questions a quiz version has."""
    return QuizItem.objects.filter(quiz_version=quiz).count()


def wordings(questions: Iterable[int]) -> dict[int, Wording]:
    """The wordings of question versions, by id. One statement for those not known yet."""
    return {pk: wording for pk, (wording, _marking) in _written.many(questions).items()}


def markings(questions: Iterable[int]) -> dict[int, Marking]:
    """How question versions are marked, by id. One statement for those not known yet."""
    return {pk: marking for pk, (_wording, marking) in _written.many(questions).items()}


def _read(questions: list[int]) -> dict[int, tuple[Wording, Marking]]:
    rows = Option.objects.filter(question_version__in=questions).select_related("question_version")
    options: dict[int, list[Option]] = {}
    for row in rows:
        options.setdefault(row.question_version_id, []).append(row)
    return {pk: _told(found[0].question_version, found) for pk, found in options.items()}


def _told(question: QuestionVersion, options: list[Option]) -> tuple[Wording, Marking]:
    marking = Marking(
        right=frozenset(option.pk for option in options if option.is_correct),
        reason=question.feedback,
        reasons={option.pk: option.feedback for option in options},
    )
    return Wording(question.stem, {option.pk: option.text for option in options}), marking


_written: Shelf[tuple[Wording, Marking]] = Shelf(_read, 2048)
