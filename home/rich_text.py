"""Rich text holds only what its editor offers, wherever it came from."""

import nh3
from wagtail import blocks
from wagtail.rich_text import RichText

TAGS = {"p", "br", "h2", "h3", "b", "strong", "i", "em", "ol", "ul", "li", "a"}
# The last one is how comments in the editor find their paragraph.
ATTRIBUTES = {"a": {"href", "linktype", "id"}, "*": {"data-block-key"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def clean(source: str) -> str:
    """The stored form of rich text without anything that its editor could not have written."""
    return nh3.clean(source, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


class TextBlock(blocks.RichTextBlock):
    """Rich text that is cleaned when it is read and when it is posted."""

    def to_python(self, value: str | None) -> RichText:
        return RichText(clean(value or ""))

    def value_from_form(self, value: str | None) -> RichText:
        return RichText(clean(value or ""))
