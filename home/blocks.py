"""Blocks for every page that is written in Wagtail; templates/blocks/ shows them."""

from typing import Any, ClassVar
from zlib import crc32

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from home.rich_text import TextBlock

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class CalloutBlock(blocks.StructBlock):
    """Something that must stand out; safety at most once in a lesson."""

    kind = blocks.ChoiceBlock(
        choices=[
            ("safety", _("Safety: stop if")),
            ("practice", _("In practice")),
            ("remember", _("Remember")),
            ("note", _("Note")),
        ],
        default="remember",
        label=_("kind"),
    )
    title = blocks.CharBlock(required=False, max_length=120, label=_("heading"))
    text = TextBlock(features=["bold", "italic", "ol", "ul", "link"], label=_("text"))

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """`heading`: the author's, else the kind's; `anchor` tells callouts of one page apart."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        kinds = dict(self.child_blocks["kind"].field.choices)
        words = f"{value['kind']} {value['title']} {value['text'].source}"
        context["heading"] = value["title"] or kinds.get(value["kind"], "")
        context["anchor"] = f"callout-{crc32(words.encode()):08x}"
        return context

    class Meta:
        template = "blocks/callout.html"
        icon = "warning"
        label = _("Callout")


class TableBlock(blocks.StructBlock):
    """A plain table: a caption, a head row and rows of cells, one line each, cells divided by |."""

    caption = blocks.CharBlock(required=False, max_length=200, label=_("caption"))
    head = blocks.ListBlock(blocks.CharBlock(label=_("column")), label=_("columns"))
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(required=False, label=_("cell"))), label=_("rows")
    )

    class Meta:
        template = "blocks/table.html"
        icon = "table"
        label = _("Table")


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, and whose they are."""

    text = blocks.TextBlock(label=_("quote"))
    source = blocks.CharBlock(required=False, max_length=200, label=_("who said it"))

    class Meta:
        template = "blocks/quote.html"
        icon = "openquote"
        label = _("Quote")


class DownloadBlock(blocks.StructBlock):
    """A file to take along."""

    document = DocumentChooserBlock(label=_("file"))
    title = blocks.CharBlock(required=False, max_length=200, label=_("link text"))

    class Meta:
        template = "blocks/download.html"
        icon = "download"
        label = _("Download")


class AccordionBlock(blocks.StructBlock):
    """Text that opens when asked for."""

    title = blocks.CharBlock(max_length=200, label=_("heading"))
    text = TextBlock(features=TEXT_FEATURES, label=_("text"))

    class Meta:
        template = "blocks/accordion.html"
        icon = "collapse-down"
        label = _("Accordion")


class FigureBlock(blocks.StructBlock):
    """An image with a description, or marked as decorative."""

    image = ImageBlock(label=_("image"))
    caption = blocks.CharBlock(required=False, max_length=300, label=_("caption"))

    class Meta:
        template = "blocks/figure.html"
        icon = "image"
        label = _("Image")


def text_blocks() -> list[tuple[str, Any]]:
    """The blocks that every written page may hold."""
    return [
        (
            "text",
            TextBlock(features=TEXT_FEATURES, template="blocks/text.html", label=_("Text")),
        ),
        ("image", FigureBlock()),
        ("callout", CalloutBlock()),
        ("table", TableBlock()),
        ("quote", QuoteBlock()),
        ("download", DownloadBlock()),
        ("accordion", AccordionBlock()),
    ]


class StepBlock(blocks.StructBlock):
    """One step of a numbered explanation."""

    title = blocks.CharBlock(max_length=80, label=_("heading"))
    text = blocks.TextBlock(label=_("text"))

    class Meta:
        icon = "list-ol"
        label = _("Step")


class WordBlock(blocks.StructBlock):
    """A hard word and what it means."""

    term = blocks.CharBlock(max_length=80, label=_("word"))
    meaning = blocks.TextBlock(label=_("meaning"))

    class Meta:
        icon = "help"
        label = _("Word")


class ReferenceBlock(blocks.StructBlock):
    """A source that can be looked up."""

    title = blocks.CharBlock(max_length=300, label=_("title"))
    url = blocks.URLBlock(label=_("address"))

    class Meta:
        icon = "link"
        label = _("Reference")


class FillInBlock(blocks.StructBlock):
    """Lines to fill in by hand on the printed sheet."""

    lines = blocks.ListBlock(blocks.CharBlock(max_length=80, label=_("line")), label=_("lines"))

    class Meta:
        template = "blocks/fill_in.html"
        icon = "edit"
        label = _("Lines to fill in")


class UrgentBlock(blocks.StructBlock):
    """When to call, and which number; once on a leaflet."""

    title = blocks.CharBlock(max_length=120, label=_("heading"))
    signs = blocks.ListBlock(blocks.CharBlock(label=_("sign")), label=_("call if"))
    text = TextBlock(features=["bold", "link"], required=False, label=_("text"))
    phone_label = blocks.CharBlock(required=False, max_length=80, label=_("words before the phone"))
    phone = blocks.CharBlock(required=False, max_length=40, label=_("phone"))
    phone_is_sample = blocks.BooleanBlock(required=False, label=_("the number is a sample"))

    class Meta:
        template = "blocks/urgent.html"
        icon = "warning"
        label = _("When to call")
        preview_value: ClassVar[dict[str, Any]] = {}
