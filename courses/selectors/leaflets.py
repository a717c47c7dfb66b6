"""Leaflets in lists, and what a leaflet's page needs besides itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import StreamValue

from courses.models import Course, LeafletPage
from courses.selectors import cards
from courses.selectors.cards import Card
from courses.selectors.index import index
from home import links
from lms.core.bilingual import active_language

# A calm voice that reads aloud, and pauses at headings.
WORDS_A_MINUTE = 130
_LEAFLET = LeafletPage._meta.label_lower
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Leaflet:
    """A leaflet in a list; `urgent` ones say when to call."""

    title: str
    url: str
    text: str
    urgent: bool


def leaflets() -> list[Leaflet]:
    """All live leaflets in the active language, in the order of the tree. One statement."""
    rows = LeafletPage.objects.live().filter(locale__language_code=active_language())
    found = rows.order_by("path").values_list(
        "pk", "title", "search_description", "lead", "urgent_first"
    )
    return [
        Leaflet(title, links.page_url(pk), description or lead, urgent)
        for pk, title, description, lead, urgent in found
    ]


def others(page: LeafletPage) -> list[links.Link]:
    """The other leaflets in the language of the page; no statement."""
    found = links.link_map().by_id.values()
    language = active_language()
    return [
        link
        for link in found
        if link.model == _LEAFLET and link.language == language and link.page_id != page.pk
    ]


def courses() -> list[Card]:
    """Courses that patients can read without an account; no statement of its own."""
    known = index()
    chosen = {"for": ("patients",), "access": (str(Course.Access.PUBLIC),)}
    mask = known.facets.select(chosen, within=known.facets.everything)
    return cards.cards(known.entries[n] for n in known.order("") if mask >> n & 1)


def minutes(page: LeafletPage) -> int:
    """How long it takes to hear the leaflet read aloud, rounded up."""
    texts = [page.title, page.lead, *_texts(page.body), *_texts(page.questions)]
    count = sum(len(_TAG.sub(" ", text).split()) for text in texts)
    return max(1, -(-count // WORDS_A_MINUTE))


def leaflet_text(page: LeafletPage) -> str:
    """All that a leaflet says, hard words too, to be searched."""
    streams = (page.body, page.questions, page.words)
    texts = [page.title, page.audience_line, page.lead, page.search_description]
    return " ".join([*texts, *(text for stream in streams for text in _texts(stream))])


def in_order(page: LeafletPage) -> list[Any]:
    """The blocks of the text; what is urgent first where the leaflet says so."""
    blocks = list(page.body)
    if page.urgent_first:
        blocks.sort(key=lambda block: block.block_type != "urgent")
    return blocks


def _texts(stream: StreamValue) -> Iterator[str]:
    for block in stream.raw_data:
        yield from _strings(block["value"])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(
                part["value"] if isinstance(part, dict) and "value" in part else part
            )
