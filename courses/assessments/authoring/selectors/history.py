"""The versions of a question or a quiz: what changed, when, and by whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db.models import Model

from courses.assessments.authoring.differences import (
    Answer,
    Rules,
    Wording,
    question_changes,
    quiz_changes,
)
from courses.assessments.models import Question, QuestionVersion, Quiz, QuizVersion
from lms.core.models import Event
from lms.users.models import User


@dataclass(frozen=True, slots=True)
class Change:
    """A version, beside the one before it; `by` is "" where nobody is known."""

    number: int
    at: datetime
    by: str
    what: list[str]


def question_history(question: Question) -> list[Change]:
    """The newest version first; four statements, whatever the size."""
    versions = list(question.versions.order_by("number").prefetch_related("options"))
    authors = _authors("question.written", question)
    return [
        Change(
            number=version.number,
            at=version.recorded_at,
            by=authors.get(version.pk, ""),
            what=question_changes(wording(before) if before else None, wording(version)),
        )
        for before, version in reversed(list(pairwise([None, *versions])))
        if version
    ]


def wording(version: QuestionVersion) -> Wording:
    """The version as it was written."""
    answers = [Answer(o.text, o.is_correct, o.feedback) for o in version.options.all()]
    return Wording(version.kind, version.stem, version.feedback, answers)


def quiz_history(quiz: Quiz) -> list[Change]:
    """The newest version first; four statements, whatever the size."""
    items = "items__question_version"
    versions = list(quiz.versions.order_by("number").prefetch_related(items))
    authors = _authors("quiz.written", quiz)
    return [
        Change(
            number=version.number,
            at=version.recorded_at,
            by=authors.get(version.pk, ""),
            what=quiz_changes(_rules(before) if before else None, _rules(version)),
        )
        for before, version in reversed(list(pairwise([None, *versions])))
        if version
    ]


def _rules(version: QuizVersion) -> Rules:
    asked = [item.question_version for item in version.items.all()]
    return Rules(
        questions=[(wording.question_id, wording.number) for wording in asked],
        pass_mark=version.pass_mark,
        max_attempts=version.max_attempts,
        shuffles=(version.shuffle_questions, version.shuffle_options),
    )


def _authors(name: str, subject: Model) -> dict[int, str]:
    """Who wrote each version, by the id of the version."""
    events = Event.objects.filter(
        name=name, subject_type=subject._meta.label, subject_pk=str(subject.pk)
    ).exclude(actor_id=None)
    actors = {int(event.data["version"]): event.actor_id for event in events}
    names = _names(pk for pk in actors.values() if pk)
    return {version: names.get(pk or 0, "") for version, pk in actors.items()}


def _names(people: Iterable[int]) -> dict[int, str]:
    return dict(User.objects.filter(pk__in=set(people)).values_list("pk", "display_name"))
