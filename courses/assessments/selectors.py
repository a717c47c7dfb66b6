"""Practice questions as readers see them: the key never leaves before an answer is given."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from courses.assessments.models import Option, Question, QuestionVersion
from lms.core.bilingual import in_language


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose."""

    value: int
    text: str
    checked: bool = False


@dataclass(frozen=True, slots=True)
class PracticeQuestion:
    """A question to try, in the active language; says nothing about which answer is right."""

    key: UUID
    stem: str
    multiple: bool
    options: list[Choice]


@dataclass(frozen=True, slots=True)
class PracticeAnswer:
    """What is said to somebody who chose."""

    question: PracticeQuestion
    right: bool
    text: str
    lines: list[str]


def is_uuid(text: str) -> bool:
    """Could this be the key of a question?"""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def practice_question(key: UUID | str, chosen: Iterable[int] = ()) -> PracticeQuestion | None:
    """The newest wording, or None where there is no practice question of that key.

    Two statements. Options are in the author's order.
    """
    found = _newest(key)
    return _shown(*found, set(chosen)) if found else None


def practice_answer(key: UUID | str, chosen: Iterable[int]) -> PracticeAnswer | None:
    """What to say about the chosen options; None where there is no such practice question.

    Options that are not the question's count as not chosen. Two statements.
    """
    found = _newest(key)
    if found is None:
        return None
    version, options = found
    picked = {option.pk for option in options} & set(chosen)
    return PracticeAnswer(
        question=_shown(version, options, picked),
        right=picked == {option.pk for option in options if option.is_correct},
        text=str(in_language(version.feedback)),
        lines=[str(in_language(o.feedback)) for o in options if o.pk in picked and o.feedback],
    )


def _newest(key: UUID | str) -> tuple[QuestionVersion, list[Option]] | None:
    version = (
        QuestionVersion.objects.filter(question__key=key, question__use=Question.Use.PRACTICE)
        .select_related("question")
        .order_by("-number")
        .first()
    )
    return (version, list(version.options.all())) if version else None


def _shown(version: QuestionVersion, options: list[Option], chosen: set[int]) -> PracticeQuestion:
    return PracticeQuestion(
        key=version.question.key,
        stem=str(in_language(version.stem)),
        multiple=version.kind == QuestionVersion.Kind.MULTIPLE,
        options=[Choice(o.pk, str(in_language(o.text)), o.pk in chosen) for o in options],
    )
