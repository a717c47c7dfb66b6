"""Which questions a quiz can ask: the graded ones of its center, and those it asks already."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courses.assessments.authoring.selectors.lists import newest_wordings
from courses.assessments.models import Question, QuestionVersion, QuizVersion
from home.centers.models import Center


@dataclass(frozen=True, slots=True)
class Offer:
    """Newest wordings by question; `own` are the center's, `standing` those asked now, in order.

    `outdated` are those that the quiz asks in an older wording.
    """

    wordings: Mapping[int, QuestionVersion]
    own: frozenset[int]
    standing: list[int]
    outdated: frozenset[int]


def offer(center: Center, newest: QuizVersion | None) -> Offer:
    """Two statements for a new quiz, three for another."""
    asked = [item.question_version for item in _items(newest)]
    standing = [version.question_id for version in asked]
    own = Question.objects.filter(bank__center=center, use=Question.Use.GRADED)
    found = newest_wordings().filter(question__in=own) | newest_wordings().filter(
        question__in=standing
    )
    rows = found.select_related("question__bank").order_by("question__bank__name", "question")
    wordings = {version.question_id: version for version in rows}
    return Offer(
        wordings=wordings,
        own=frozenset(pk for pk, v in wordings.items() if v.question.bank.center_id == center.pk),
        standing=standing,
        outdated=frozenset(v.question_id for v in asked if wordings[v.question_id] != v),
    )


def _items(newest: QuizVersion | None) -> list[Any]:
    return list(newest.items.select_related("question_version")) if newest else []
