"""The versions of a question or a quiz: what changed, when, and by whom."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db.models import Model
from django.utils.translation import gettext as _

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
    """A version beside the one before it, or (without a number) a change that made no version.

    `by` is "" where nobody is known.
    """

    number: int | None
    at: datetime
    by: str
    what: list[str]


class Trail:
    """Who did what to a question or quiz; two statements."""

    def __init__(self, subject: Model) -> None:
        self.events = list(
            Event.objects.filter(subject_type=subject._meta.label, subject_pk=str(subject.pk))
        )
        people = {event.actor_id for event in self.events if event.actor_id}
        self.names = dict(User.objects.filter(pk__in=people).values_list("pk", "display_name"))

    def author(self, version: int) -> str:
        """Who wrote the version of that id."""
        written = (event for event in self.events if event.data.get("version") == version)
        return next((self.names.get(event.actor_id or 0, "") for event in written), "")

    def others(self, name: str, what: str) -> list[Change]:
        """Changes of that name, which made no version."""
        return [
            Change(None, event.at, self.names.get(event.actor_id or 0, ""), [what])
            for event in self.events
            if event.name == name
        ]


def question_history(question: Question) -> list[Change]:
    """The newest change first; four statements, whatever the size."""
    versions = list(question.versions.order_by("number").prefetch_related("options"))
    trail = Trail(question)
    written = [
        Change(
            number=version.number,
            at=version.recorded_at,
            by=trail.author(version.pk),
            what=question_changes(wording(before) if before else None, wording(version)),
        )
        for before, version in pairwise([None, *versions])
        if version
    ]
    return _newest_first([*written, *trail.others("question.aimed", _("Lesson and outcome"))])


def wording(version: QuestionVersion) -> Wording:
    """The version as it was written."""
    answers = [Answer(o.text, o.is_correct, o.feedback) for o in version.options.all()]
    return Wording(version.kind, version.stem, version.feedback, answers)


def quiz_history(quiz: Quiz) -> list[Change]:
    """The newest change first; five statements, whatever the size."""
    items = "items__question_version"
    versions = list(quiz.versions.order_by("number").prefetch_related(items))
    trail = Trail(quiz)
    written = [
        Change(
            number=version.number,
            at=version.recorded_at,
            by=trail.author(version.pk),
            what=quiz_changes(_rules(before) if before else None, _rules(version)),
        )
        for before, version in pairwise([None, *versions])
        if version
    ]
    return _newest_first([*written, *trail.others("quiz.renamed", _("Titles"))])


def _newest_first(changes: list[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: (change.at, change.number or 0), reverse=True)


def _rules(version: QuizVersion) -> Rules:
    asked = [item.question_version for item in version.items.all()]
    return Rules(
        questions=[(wording.question_id, wording.number) for wording in asked],
        pass_mark=version.pass_mark,
        max_attempts=version.max_attempts,
        shuffles=(version.shuffle_questions, version.shuffle_options),
    )
