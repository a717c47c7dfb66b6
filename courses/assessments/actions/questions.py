"""Writing questions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from courses.assessments.models import Option, Question, QuestionBank, QuestionVersion
from courses.assessments.states import question_state
from home.centers.models import Center
from lms.core import content, events
from lms.users.models import User

Texts = Mapping[str, str]
Answer = Mapping[str, Any]


class BadQuestion(ValueError):
    """The question cannot be answered or graded as it is written; the text says why."""


class ChangedMeanwhile(BadQuestion):
    """Somebody else saved the question after it was opened; nothing was written."""


@transaction.atomic
def open_bank(
    *,
    center: Center,
    slug: str,
    name: str,
    at: datetime | None = None,
    by: User | None = None,
) -> QuestionBank:
    """The bank of that slug; made where it is missing, and then announced if `at` is given."""
    bank, made = QuestionBank.objects.get_or_create(
        slug=slug, defaults={"center": center, "name": name}
    )
    if made and at:
        events.record("bank.opened", subject=bank, actor=by, at=at, data={"center": center.pk})
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
    by: User | None = None,
    feedback: Texts | None = None,
    lesson_key: UUID | None = None,
    objective: int | None = None,
    seen: str | None = None,
) -> QuestionVersion:
    """The newest version of the question; a new one only where the wording or the key changed.

    An option holds `text` {sv, en}, `correct` and perhaps `feedback` {sv, en}. `lesson_key` and
    `objective` (from 1) say what the question tests. `seen` is the state that the author began
    from (`states.question_state`). Raises BadQuestion; ChangedMeanwhile where the state is another.
    """
    _check_answers(kind, stem, options)
    # Two people who save the same question must get two numbers, or one version.
    QuestionBank.objects.select_for_update().get(pk=bank.pk)
    question, made = _identity(bank, slug, use, lesson_key, objective)
    newest = question.versions.order_by("-number").first()
    wording = _wording(kind, stem, feedback or {}, options)
    same_wording = newest is not None and _wording_of(newest) == wording
    same_aim = made or (question.lesson_key, question.objective) == (lesson_key, objective)
    if newest and same_wording and same_aim:
        return newest
    if not made and seen is not None and seen != question_state(question, newest):
        raise ChangedMeanwhile(_("Somebody else saved this question while you were writing."))
    if not same_aim:
        _aim(question, lesson_key, objective, by, at)
    if newest and same_wording:
        return newest
    version = QuestionVersion(
        question=question,
        number=newest.number + 1 if newest else 1,
        kind=kind,
        stem=dict(stem),
        feedback=dict(feedback or {}),
        recorded_at=at,
    )
    return _append(version, options, by)


def _append(
    version: QuestionVersion, options: Sequence[Answer], by: User | None
) -> QuestionVersion:
    version.save()
    Option.objects.bulk_create(_options(version, options))
    question = version.question
    if question.use == Question.Use.PRACTICE:
        # Lessons show its newest wording.
        content.changed()
    data = {"version": version.pk}
    at = version.recorded_at
    events.record("question.written", subject=question, actor=by, at=at, data=data)
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
) -> tuple[Question, bool]:
    question, made = Question.objects.get_or_create(
        bank=bank,
        slug=slug,
        defaults={"use": use, "lesson_key": lesson_key, "objective": objective},
    )
    if question.use != use:
        # Whoever practised on it has seen its key.
        raise BadQuestion(_("A practice question cannot become a graded one, nor the reverse."))
    return question, made


def _aim(
    question: Question,
    lesson_key: UUID | None,
    objective: int | None,
    by: User | None,
    at: datetime,
) -> None:
    """What it tests says nothing to learners by itself, so it makes no version."""
    data = {"lesson": str(lesson_key or ""), "objective": objective}
    question.lesson_key, question.objective = lesson_key, objective
    question.save(update_fields=["lesson_key", "objective"])
    events.record("question.aimed", subject=question, actor=by, at=at, data=data)


def _wording(kind: str, stem: Texts, feedback: Texts, options: Sequence[Answer]) -> Any:
    answers = [
        (_said(o["text"]), bool(o["correct"]), _said(o.get("feedback") or {})) for o in options
    ]
    return kind, _said(stem), _said(feedback), answers


def _said(texts: Texts) -> dict[str, str]:
    """What people read of it: a form sends empty texts and cuts the space around words."""
    return {code: text.strip() for code, text in texts.items() if text.strip()}


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
