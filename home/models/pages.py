"""The network's public pages."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.blocks import StepBlock, text_blocks
from home.centers.models import Center
from home.serving import Served
from lms.core.fields import QuietStreamField


class HomePage(Served, Page):
    """The front door: one sentence, search, four doors."""

    view = "home.views.home"
    lead = models.TextField(_("lead"), max_length=400, blank=True)
    steps_title = models.CharField(_("heading of the steps"), max_length=120, blank=True)
    steps = QuietStreamField([("step", StepBlock())], verbose_name=_("steps"), blank=True)
    patients_title = models.CharField(_("heading for patients"), max_length=200, blank=True)
    patients_lead = models.TextField(_("lead for patients"), max_length=400, blank=True)

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels: ClassVar[list[FieldPanel]] = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("steps_title"),
        FieldPanel("steps"),
        FieldPanel("patients_title"),
        FieldPanel("patients_lead"),
    ]

    class Meta:
        verbose_name = _("home page")


class StandardPage(Served, Page):
    """About, privacy, accessibility, help: text and nothing else."""

    view = "home.views.standard"

    class Purpose(models.TextChoices):
        ABOUT = "about", _("About")
        PRIVACY = "privacy", _("Privacy")
        ACCESSIBILITY = "accessibility", _("Accessibility statement")
        HELP = "help", _("Help and contact")
        OTHER = "other", _("Other")

    purpose = models.CharField(max_length=14, choices=Purpose.choices, default=Purpose.OTHER)
    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = QuietStreamField(text_blocks(), verbose_name=_("text"), blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)

    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]
    content_panels: ClassVar[list[FieldPanel]] = [
        *Page.content_panels,
        FieldPanel("purpose"),
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("reviewed_on"),
    ]

    class Meta:
        verbose_name = _("standard page")


class CenterIndexPage(Served, Page):
    """All centers."""

    view = "home.views.center_index"
    lead = models.TextField(_("lead"), max_length=400, blank=True)

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.CenterPage"]
    content_panels: ClassVar[list[FieldPanel]] = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("centers")


class CenterPage(Served, Page):
    """Presents one center; the facts stand on the center's row."""

    view = "home.views.center"
    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+")
    intro = models.TextField(_("introduction"), blank=True)
    body = QuietStreamField(text_blocks(), verbose_name=_("text"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["home.CenterIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[FieldPanel]] = [
        *Page.content_panels,
        FieldPanel("center"),
        FieldPanel("intro"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("center page")

    @property
    def owner_center(self) -> Center:
        """Who answers for this page."""
        center: Center = self.center
        return center
