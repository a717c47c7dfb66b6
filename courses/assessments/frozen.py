"""Questions and quizzes as they were written, read once by each process."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courses.assessments.models import Option, QuestionVersion, QuizItem, QuizVersion
from lms.core.frozen import read_once


@dataclass(frozen=True, slots=True)
class Wording:
    """What a question asks, and its options by id; nothing says which are right."""

    stem: Mapping[str, Any]
    options: Mapping[int, Mapping[str, Any]]


@read_once(1024)
def wording_of(question: int) -> Wording:
    """The wording of a question version; raises DoesNotExist."""
    version = QuestionVersion.objects.get(pk=question)
    options = Option.objects.filter(question_version=question).values_list("pk", "text")
    return Wording(version.stem, dict(options))


@read_once(1024)
def quiz_of(pk: int) -> QuizVersion:
    """The state of a quiz; raises DoesNotExist."""
    return QuizVersion.objects.get(pk=pk)


@read_once(1024)
def asked_by(quiz: int) -> int:
    """How many questions a quiz version has."""
    return QuizItem.objects.filter(quiz_version=quiz).count()


@dataclass(frozen=True, slots=True)
class Marking:
    """What nobody sees before grading: the right options, and why; `reasons` by option."""

    right: frozenset[int]
    reason: Mapping[str, Any]
    reasons: Mapping[int, Mapping[str, Any]]


@read_once(1024)
def marking_of(question: int) -> Marking:
    """How a question version is marked; raises DoesNotExist."""
    version = QuestionVersion.objects.get(pk=question)
    options = Option.objects.filter(question_version=question)
    rows = list(options.values_list("pk", "is_correct", "feedback"))
    return Marking(
        right=frozenset(pk for pk, is_correct, _feedback in rows if is_correct),
        reason=version.feedback,
        reasons={pk: feedback for pk, _is_correct, feedback in rows},
    )
