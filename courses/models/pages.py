"""Where people write: course index > a center's shelf > course > module > lesson.

Module and lesson pages are always drafts; a release freezes them. Facts that do not depend on the
language stand on the page of the course's source language only.
"""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import CommentPanel, FieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page
from wagtail.search import index

from courses.assessments.models import Quiz
from courses.blocks import PersonBlock, lesson_blocks
from courses.drafts import CoursePart, ShelfTester
from courses.panels import BesidePanel, CourseForm, LessonForm, LockedForm, SourceFieldPanel
from courses.source import in_source_tree
from home.blocks import ReferenceBlock
from home.centers.models import Center
from home.models import JobRole, TargetGroup, Topic
from home.serving import Served
from lms.core.fields import QuietStreamField


class CourseIndexPage(Served, Page):
    """The catalogue."""

    view = "courses.views.catalogue"
    lead = models.TextField(_("lead"), max_length=400, blank=True)

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["courses.ShelfPage"]
    content_panels: ClassVar[list[FieldPanel]] = [*Page.content_panels, FieldPanel("lead")]
    preview_modes: ClassVar[list[tuple[str, str]]] = []

    class Meta:
        verbose_name = _("catalogue")


class ShelfPage(Served, Page):
    """Holds one center's courses; never shown to readers."""

    view = "courses.views.shelf"
    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+")

    parent_page_types: ClassVar[list[str]] = ["courses.CourseIndexPage"]
    subpage_types: ClassVar[list[str]] = ["courses.CoursePage"]
    content_panels: ClassVar[list[FieldPanel]] = [*Page.content_panels, FieldPanel("center")]
    preview_modes: ClassVar[list[tuple[str, str]]] = []

    class Meta:
        verbose_name = _("shelf")

    def permissions_for_user(self, user: Any) -> ShelfTester:
        return ShelfTester(user, self)


class CoursePage(CoursePart, Served, Page):  # type: ignore[django-manager-missing]
    """A course in one language: its texts, and on the source page its facts."""

    BELOW_COURSE: ClassVar[int] = 0
    view = "courses.views.course"
    base_form_class = CourseForm

    class Level(models.TextChoices):
        FOUNDATION = "foundation", _("Foundation")
        PRACTITIONER = "practitioner", _("Practitioner")
        EXPERT = "expert", _("Expert")

    SOURCE_ONLY: ClassVar[tuple[str, ...]] = (
        "level",
        "hours",
        "validity_months",
        "reviewed_on",
        "review_due",
        "cover",
        "target_groups",
        "job_roles",
        "topics",
    )

    summary = models.TextField(_("summary"), max_length=600, blank=True)
    objectives = QuietStreamField(
        [("objective", blocks.CharBlock(max_length=300, label=_("outcome")))],
        verbose_name=_("when you have finished, you can"),
        blank=True,
    )
    people = QuietStreamField(
        [("person", PersonBlock())], verbose_name=_("made and reviewed by"), blank=True
    )
    references = QuietStreamField(
        [("reference", ReferenceBlock())], verbose_name=_("references"), blank=True
    )
    disclosure = models.TextField(_("funding and interests"), blank=True)
    notice = models.CharField(_("notice on every page of the course"), max_length=300, blank=True)

    level = models.CharField(
        _("level"), max_length=12, choices=Level.choices, default=Level.FOUNDATION
    )
    hours = models.DecimalField(
        _("hours on the certificate"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    validity_months = models.PositiveSmallIntegerField(
        _("certificate valid for months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    review_due = models.DateField(_("review due"), null=True, blank=True)
    cover = models.CharField(_("cover pattern"), max_length=20, default="cell")
    target_groups = ParentalManyToManyField(
        TargetGroup, verbose_name=_("who it is for"), related_name="course_pages", blank=True
    )
    job_roles = ParentalManyToManyField(
        JobRole, verbose_name=_("job roles"), related_name="course_pages", blank=True
    )
    topics = ParentalManyToManyField(
        Topic, verbose_name=_("topics"), related_name="course_pages", blank=True
    )
    search_stems = models.TextField(blank=True, editable=False)

    parent_page_types: ClassVar[list[str]] = ["courses.ShelfPage"]
    subpage_types: ClassVar[list[str]] = ["courses.ModulePage"]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("search_stems"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("title"),
                    FieldPanel("summary"),
                    FieldPanel("objectives"),
                    BesidePanel("modules", heading=_("Modules")),
                    FieldPanel("references"),
                ],
                heading=_("Content"),
            ),
            ObjectList(
                [
                    SourceFieldPanel("target_groups", required_on_save=False),
                    SourceFieldPanel("job_roles"),
                    SourceFieldPanel("topics", heading=_("Therapies and topics")),
                    BesidePanel("languages", heading=_("Languages")),
                    SourceFieldPanel("level"),
                    SourceFieldPanel("cover"),
                ],
                heading=_("Audience"),
            ),
            ObjectList(
                [BesidePanel("quizzes", heading=_("Quizzes of the course"))],
                heading=_("Assessment"),
            ),
            ObjectList(
                [
                    SourceFieldPanel("hours"),
                    SourceFieldPanel("validity_months"),
                    SourceFieldPanel("reviewed_on"),
                    SourceFieldPanel("review_due"),
                ],
                heading=_("Validity"),
            ),
            ObjectList(
                [
                    FieldPanel("people"),
                    BesidePanel("owner", heading=_("Owner")),
                    FieldPanel("disclosure"),
                    FieldPanel("notice"),
                ],
                heading=_("People"),
            ),
            ObjectList([FieldPanel("slug"), CommentPanel()], heading=_("Address")),
        ]
    )

    class Meta:
        verbose_name = _("course")


class ModulePage(CoursePart, Page):  # type: ignore[django-manager-missing]
    """A part of a course; its lessons lie below it."""

    BELOW_COURSE: ClassVar[int] = 1
    base_form_class = LockedForm

    parent_page_types: ClassVar[list[str]] = ["courses.CoursePage"]
    subpage_types: ClassVar[list[str]] = ["courses.LessonPage"]
    content_panels: ClassVar[list[FieldPanel]] = [FieldPanel("title")]
    promote_panels: ClassVar[list[FieldPanel]] = []
    settings_panels: ClassVar[list[CommentPanel]] = [CommentPanel()]

    class Meta:
        verbose_name = _("module")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Structure belongs to the source language; the other one follows by translating."""
        return bool(super().can_create_at(parent)) and in_source_tree(parent.specific)


class LessonPage(CoursePart, Page):  # type: ignore[django-manager-missing]
    """A lesson in one language: its text, and on the source page its kind, minutes and quiz."""

    BELOW_COURSE: ClassVar[int] = 2
    base_form_class = LessonForm

    class Kind(models.TextChoices):
        READING = "reading", _("reading")
        QUIZ = "quiz", _("questions")

    SOURCE_ONLY: ClassVar[tuple[str, ...]] = ("kind", "minutes", "quiz")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.READING)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=5, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    quiz = models.ForeignKey(
        Quiz,
        verbose_name=_("quiz"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    body = QuietStreamField(lesson_blocks(), verbose_name=_("text"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["courses.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[FieldPanel]] = [
        FieldPanel("title"),
        SourceFieldPanel("kind"),
        SourceFieldPanel("minutes"),
        SourceFieldPanel("quiz"),
        FieldPanel("body"),
    ]
    promote_panels: ClassVar[list[FieldPanel]] = []
    settings_panels: ClassVar[list[CommentPanel]] = [CommentPanel()]

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Structure belongs to the source language; the other one follows by translating."""
        return bool(super().can_create_at(parent)) and in_source_tree(parent.specific)

    class Meta:
        verbose_name = _("lesson")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="quiz") | models.Q(quiz__isnull=False),
                name="quiz_lesson_has_quiz",
            )
        ]
