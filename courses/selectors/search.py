"""Words to pages, through Wagtail's search index on either database."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from uuid import UUID

from django.db import connection
from wagtail.search.query import And, Or, PlainText, SearchQuery

from courses.models import CoursePage, LeafletPage
from courses.stems import query_stems
from home import links
from lms.core.bilingual import active_language

_LEAFLET = LeafletPage._meta.label_lower
_COURSE = CoursePage._meta.label_lower


@dataclass(frozen=True)
class Found:
    """Keys of courses and links of leaflets, best first; leaflets in the active language."""

    courses: tuple[UUID, ...] = ()
    leaflets: tuple[links.Link, ...] = ()


def find(text: str) -> Found:
    """Live pages that hold every word, in either language and any of its forms. One statement."""
    words = query_stems(text)
    if not words:
        return Found()
    query = And([Or([PlainText(stem) for stem in stems]) for stems in words])
    known = links.link_map().by_id
    pages = [known[pk] for pk in _page_ids(query) if pk in known]
    return Found(
        courses=tuple(dict.fromkeys(link.key for link in pages if link.model == _COURSE)),
        leaflets=tuple(_in_reach(link for link in pages if link.model == _LEAFLET)),
    )


def _in_reach(found: Iterable[links.Link]) -> Iterable[links.Link]:
    """Each leaflet once, in the reader's language where it exists."""
    for key in dict.fromkeys(link.key for link in found):
        link = links.link_of(key, active_language())
        if link:
            yield link


def _page_ids(query: SearchQuery) -> list[int]:
    # Wagtail's own way on SQLite ranks each page by a subquery of its own, so that its time grows
    # with the square of what is found. The tables exist on their own database only, hence the late
    # import.
    database: Any = import_module(f"courses.selectors.search_{connection.vendor}")
    found: list[int] = database.page_ids(query, (CoursePage, LeafletPage))
    return found
