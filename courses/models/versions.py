"""What a release froze: versions, their texts, and the media those texts show."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models.identity import Course, Lesson
from lms.core.append_only import AppendOnly, AppendOnlyQuerySet
from lms.core.bilingual import in_language


class CourseVersion(AppendOnly):
    """What was released, frozen: learners, certificates and inspectors read this, never a page.

    `texts` holds for each language: title, summary, objectives, people, references, disclosure,
    change_note, notice and the address of the course page. `outline` is a list of modules:
    {key, titles, lessons: [{key, kind, minutes, titles, quiz_version}]}, minutes as whole numbers.
    `facts` holds the slugs of target groups, job roles and topics, level and cover.
    """

    class Impact(models.TextChoices):
        EDITORIAL = "editorial", _("typo or wording")
        CONTENT = "content", _("small change")
        RETRAINING = "retraining", _("new content that needs retraining")

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="versions")
    major = models.PositiveIntegerField()
    minor = models.PositiveIntegerField()
    languages = models.JSONField()
    texts = models.JSONField()
    outline = models.JSONField()
    facts = models.JSONField(default=dict)
    minutes = models.PositiveIntegerField()
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    validity_months = models.PositiveSmallIntegerField(null=True)
    reviewed_on = models.DateField(null=True)
    review_due = models.DateField(null=True)
    content_hash = models.CharField(max_length=64)
    impact = models.CharField(max_length=10, choices=Impact.choices)
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="releases"
    )
    recorded_at = models.DateTimeField()

    objects: ClassVar[AppendOnlyQuerySet["CourseVersion"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["course", "major", "minor"]
        constraints = [
            models.UniqueConstraint(fields=["course", "major", "minor"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.number}"

    @property
    def number(self) -> str:
        """The version as people say it: "1.2"."""
        return f"{self.major}.{self.minor}"

    def text(self, name: str, language: str = "") -> Any:
        """One of the released texts, in a language (the active one unless named)."""
        return in_language({code: texts.get(name) for code, texts in self.texts.items()}, language)


class LessonText(AppendOnly):
    """A lesson as it read in one version and language; `body` is the raw stream as stored."""

    version = models.ForeignKey(
        CourseVersion, on_delete=models.PROTECT, related_name="lesson_texts"
    )
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=255)
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)

    objects: ClassVar[AppendOnlyQuerySet["LessonText"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "lesson", "language"], name="lesson_text_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.lesson_id} {self.language}"


class MediaUse(AppendOnly):
    """A released text shows this image or document, so neither can be deleted."""

    text = models.ForeignKey(LessonText, on_delete=models.PROTECT, related_name="media")
    image = models.ForeignKey(
        "wagtailimages.Image", null=True, on_delete=models.PROTECT, related_name="lesson_uses"
    )
    document = models.ForeignKey(
        "wagtaildocs.Document", null=True, on_delete=models.PROTECT, related_name="lesson_uses"
    )

    objects: ClassVar[AppendOnlyQuerySet["MediaUse"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(image__isnull=False) ^ Q(document__isnull=False),
                name="media_is_image_or_document",
            ),
            models.UniqueConstraint(fields=["text", "image"], name="media_image_once"),
            models.UniqueConstraint(fields=["text", "document"], name="media_document_once"),
        ]

    def __str__(self) -> str:
        return f"{self.text_id}"
