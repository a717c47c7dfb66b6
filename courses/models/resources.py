"""Educational material that is not a course: leaflets for patients and relatives."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from home.blocks import FillInBlock, ReferenceBlock, UrgentBlock, WordBlock, text_blocks
from home.centers.models import Center
from home.models import TargetGroup, Topic
from home.serving import Served
from lms.core.fields import QuietStreamField


class LeafletIndexPage(Served, Page):
    """All leaflets."""

    view = "courses.views.leaflet_index"
    lead = models.TextField(_("lead"), max_length=400, blank=True)

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["courses.LeafletPage"]
    content_panels: ClassVar[list[FieldPanel]] = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("leaflets")


class LeafletPage(Served, Page):
    """Plain answers on one page, to read at midnight and to print."""

    view = "courses.views.leaflet"
    audience_line = models.CharField(_("who it is for, in words"), max_length=200, blank=True)
    lead = models.TextField(_("the point first"), max_length=600, blank=True)
    urgent_first = models.BooleanField(_("show when to call at the top"), default=False)
    body = QuietStreamField(
        [*text_blocks(), ("urgent", UrgentBlock()), ("fill_in", FillInBlock())],
        verbose_name=_("text"),
        blank=True,
    )
    questions = QuietStreamField(
        [("question", blocks.CharBlock(max_length=300, label=_("question")))],
        verbose_name=_("questions to bring"),
        blank=True,
    )
    words = QuietStreamField([("word", WordBlock())], verbose_name=_("hard words"), blank=True)
    references = QuietStreamField(
        [("reference", ReferenceBlock())], verbose_name=_("references"), blank=True
    )
    notice = models.CharField(_("notice on the page"), max_length=300, blank=True)
    reviewed_by = models.CharField(_("reviewed by"), max_length=300, blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    review_due = models.DateField(_("review due"), null=True, blank=True)
    owner_center = models.ForeignKey(
        Center, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    target_groups = ParentalManyToManyField(TargetGroup, related_name="leaflets", blank=True)
    topics = ParentalManyToManyField(Topic, related_name="leaflets", blank=True)
    search_stems = models.TextField(blank=True, editable=False)

    parent_page_types: ClassVar[list[str]] = ["courses.LeafletIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("search_stems"),
    ]
    content_panels: ClassVar[list[FieldPanel]] = [
        *Page.content_panels,
        FieldPanel("audience_line"),
        FieldPanel("lead"),
        FieldPanel("urgent_first"),
        FieldPanel("body"),
        FieldPanel("questions"),
        FieldPanel("words"),
        FieldPanel("references"),
        FieldPanel("notice"),
        FieldPanel("reviewed_by"),
        FieldPanel("reviewed_on"),
        FieldPanel("review_due"),
        FieldPanel("owner_center"),
        FieldPanel("target_groups"),
        FieldPanel("topics"),
    ]

    class Meta:
        verbose_name = _("leaflet")
