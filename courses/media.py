"""Which images, documents, pages and practice questions a stored stream points to.

Walks the raw JSON beside the block definitions: no statement, whatever the size.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import extract_references_from_rich_text

from courses.blocks import PracticeQuestionBlock


@dataclass
class References:
    """Ids by what they name; questions by their key."""

    images: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)
    questions: set[str] = field(default_factory=set)

    def add(self, model: str, pk: Any) -> None:
        """Take one reference in; kinds that nobody asks for are left out."""
        if model in {"wagtailimages.Image", "wagtaildocs.Document", "wagtailcore.Page"}:
            self._of(model).add(int(pk))
        elif model == "question":
            self.questions.add(str(pk))

    def _of(self, model: str) -> set[int]:
        return {
            "wagtailimages.Image": self.images,
            "wagtaildocs.Document": self.documents,
            "wagtailcore.Page": self.pages,
        }[model]


def references(block: blocks.StreamBlock, raw: list[dict[str, Any]]) -> References:
    """What the stream `raw` of `block` points to; blocks of unknown types are passed over."""
    found = References()
    for model, pk in _in_stream(block, raw):
        found.add(model, pk)
    return found


def _in_stream(block: Any, raw: Any) -> Iterator[tuple[str, Any]]:
    for item in raw or []:
        child = block.child_blocks.get(item["type"])
        if child is not None:
            yield from _in_value(child, item["value"])


def _in_value(block: Any, value: Any) -> Iterator[tuple[str, Any]]:
    if value in (None, "", [], {}):
        return
    if isinstance(block, blocks.StreamBlock):
        yield from _in_stream(block, value)
    elif isinstance(block, blocks.ListBlock):
        yield from _in_list(block, value)
    elif isinstance(block, blocks.StructBlock):
        yield from _in_struct(block, value)
    elif isinstance(block, blocks.RichTextBlock):
        yield from _in_rich_text(value)
    else:
        yield from _chosen(block, value)


def _in_list(block: Any, value: Any) -> Iterator[tuple[str, Any]]:
    for item in value:
        # Lists are stored as bare values, or with the id of each.
        bare = item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
        yield from _in_value(block.child_block, bare)


def _in_struct(block: Any, value: Any) -> Iterator[tuple[str, Any]]:
    # Before an image had a description it was stored as its bare number.
    values = value if isinstance(value, dict) else {"image": value}
    for name, child in block.child_blocks.items():
        yield from _in_value(child, values.get(name))


def _in_rich_text(value: str) -> Iterator[tuple[str, Any]]:
    for model, pk, _model_path, _content_path in extract_references_from_rich_text(value):
        yield model._meta.label, pk


def _chosen(block: Any, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(block, ImageChooserBlock):
        yield "wagtailimages.Image", value
    elif isinstance(block, DocumentChooserBlock):
        yield "wagtaildocs.Document", value
    elif isinstance(block, blocks.PageChooserBlock):
        yield "wagtailcore.Page", value
    elif isinstance(block, PracticeQuestionBlock):
        yield "question", value
