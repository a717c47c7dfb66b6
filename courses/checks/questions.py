"""The questions of a course as it is written now: those of its quizzes and those in its lessons."""

from collections.abc import Iterator
from dataclasses import dataclass

from courses.assessments.models import QuestionVersion, QuizItem
from courses.freezing import Frozen
from courses.media import references
from courses.readiness import newest_versions
from courses.streams import BODY


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the outcome it tests, and the languages in which it says no reason."""

    text: str
    lesson_key: str
    objective: int | None
    silent_in: list[str]


def asked(frozen: Frozen) -> list[Asked]:
    """Each question once; seven statements at most, whatever the size."""
    return [_asked(version, frozen.languages) for version in _versions(frozen)]


def _versions(frozen: Frozen) -> Iterator[QuestionVersion]:
    quizzes = [lesson["quiz_version"] for lesson in frozen.lessons if lesson["quiz_version"]]
    if quizzes:
        graded = QuizItem.objects.filter(quiz_version__in=quizzes).values("question_version")
        versions = QuestionVersion.objects.filter(pk__in=graded).order_by("pk")
        yield from versions.select_related("question").prefetch_related("options")
    keys: set[str] = set()
    for text in frozen.lesson_texts:
        keys |= references(BODY, text.body).questions
    yield from newest_versions(keys)


def _asked(version: QuestionVersion, languages: list[str]) -> Asked:
    return Asked(
        text=str(version),
        lesson_key=str(version.question.lesson_key or ""),
        objective=version.question.objective,
        silent_in=[code for code in languages if not _says_why(version, code)],
    )


def _says_why(version: QuestionVersion, code: str) -> bool:
    """By a reason of its own, or by one on each answer."""
    own = bool(version.feedback.get(code))
    return own or all(option.feedback.get(code) for option in version.options.all())
