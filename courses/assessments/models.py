"""Questions and quizzes: plain rows, never in pages, so that keys never stand in a revision."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.own import centers_written_for
from lms.core.append_only import AppendOnly, AppendOnlyQuerySet
from lms.core.bilingual import in_language


class QuestionBankQuerySet(models.QuerySet["QuestionBank"]):
    """Whose questions somebody may see with their keys, and change."""

    def visible_to(self, user: Any, at: datetime) -> "QuestionBankQuerySet":
        """Those of the centers that the person writes for at `at`; all for the network office."""
        return self.filter(center__in=centers_written_for(user, at))


class QuestionBank(models.Model):
    """The questions of one center about one thing."""

    center = models.ForeignKey(
        "centers.Center", on_delete=models.PROTECT, related_name="question_banks"
    )
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=200)

    objects: ClassVar[QuestionBankQuerySet] = QuestionBankQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name


class QuestionQuerySet(models.QuerySet["Question"]):
    """Whose questions somebody may see with their keys, and change."""

    def visible_to(self, user: Any, at: datetime) -> "QuestionQuerySet":
        """Those in the banks of the centers that the person writes for at `at`."""
        return self.filter(bank__center__in=centers_written_for(user, at))


class Question(models.Model):
    """The identity of a question; it is for practice or it is graded, never both."""

    class Use(models.TextChoices):
        PRACTICE = "practice", _("practice")
        GRADED = "graded", _("graded")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bank = models.ForeignKey(QuestionBank, on_delete=models.PROTECT, related_name="questions")
    slug = models.SlugField(max_length=120)
    use = models.CharField(max_length=8, choices=Use.choices)
    lesson_key = models.UUIDField(null=True, blank=True)
    objective = models.PositiveSmallIntegerField(null=True, blank=True)

    objects: ClassVar[QuestionQuerySet] = QuestionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bank", "slug"], name="question_slug_once")]

    def __str__(self) -> str:
        return self.slug


class QuestionVersion(AppendOnly):
    """The wording of a question in all its languages, over shared options; never edited."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("one right answer")
        MULTIPLE = "multiple", _("several right answers")

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    stem = models.JSONField()
    feedback = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="question_version_once")
        ]

    def __str__(self) -> str:
        return str(in_language(self.stem))


class Option(AppendOnly):
    """One answer to choose; `text` and `feedback` hold each language."""

    question_version = models.ForeignKey(
        QuestionVersion, on_delete=models.PROTECT, related_name="options"
    )
    position = models.PositiveSmallIntegerField()
    text = models.JSONField()
    is_correct = models.BooleanField()
    feedback = models.JSONField(default=dict)

    objects: ClassVar[AppendOnlyQuerySet["Option"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["question_version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["question_version", "position"], name="option_position_once"
            )
        ]

    def __str__(self) -> str:
        return str(in_language(self.text))


class QuizQuerySet(models.QuerySet["Quiz"]):
    """Whose quizzes somebody may put together."""

    def visible_to(self, user: Any, at: datetime) -> "QuizQuerySet":
        """Those of the centers that the person writes for at `at`; all for the network office."""
        return self.filter(center__in=centers_written_for(user, at))


class Quiz(models.Model):
    """The identity of a quiz."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    center = models.ForeignKey("centers.Center", on_delete=models.PROTECT, related_name="quizzes")
    slug = models.SlugField(max_length=120, unique=True)
    title_sv = models.CharField(_("title in Swedish"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)

    objects: ClassVar[QuizQuerySet] = QuizQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "quizzes"

    def __str__(self) -> str:
        return str(in_language({"sv": self.title_sv, "en": self.title_en}))


class QuizVersion(AppendOnly):
    """One state of a quiz: its questions and its rules; an attempt keeps the one it began with."""

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    pass_mark = models.PositiveSmallIntegerField(null=True)
    max_attempts = models.PositiveSmallIntegerField(null=True)
    shuffle_questions = models.BooleanField(default=False)
    shuffle_options = models.BooleanField(default=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quiz", "number"], name="quiz_version_once"),
            models.CheckConstraint(
                condition=Q(pass_mark=None) | Q(pass_mark__lte=100), name="pass_mark_is_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} v{self.number}"


class QuizItem(AppendOnly):
    """A question's place in a quiz."""

    quiz_version = models.ForeignKey(QuizVersion, on_delete=models.PROTECT, related_name="items")
    question_version = models.ForeignKey(
        QuestionVersion, on_delete=models.PROTECT, related_name="quiz_items"
    )
    position = models.PositiveSmallIntegerField()

    objects: ClassVar[AppendOnlyQuerySet["QuizItem"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["quiz_version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["quiz_version", "position"], name="quiz_item_once"),
            models.UniqueConstraint(
                fields=["quiz_version", "question_version"], name="quiz_question_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_version_id} #{self.position}"
