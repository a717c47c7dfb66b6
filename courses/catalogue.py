"""What somebody asks the catalogue for, and how it stands in the address. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Protocol
from urllib.parse import urlencode

FACETS = ("for", "topic", "length", "level", "language", "center", "access")
SORTS = ("", "reviewed", "short", "title")
PAGE_SIZE = 20
LONGEST_TEXT = 200
# Upper ends in minutes; what is longer falls into the last.
LENGTHS = (("30", 30), ("60", 61), ("180", 181))
LONGEST = "more"
LENGTH_NAMES = (*(name for name, _end in LENGTHS), LONGEST)


class Fields(Protocol):
    """What is needed of a request's query."""

    def get(self, name: str, default: str) -> str | None: ...
    def getlist(self, name: str) -> list[str]: ...


@dataclass(frozen=True)
class Question:
    """Words to find, values chosen for each facet, the order and the page (from 1)."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    sort: str = ""
    page: int = 1

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Each chosen value with its facet, in the order of the facets."""
        return [(facet, value) for facet in FACETS for value in self.chosen.get(facet, ())]

    def without(self, facet: str, value: str) -> "Question":
        """The same question with one value taken back, from its first page."""
        left = tuple(v for v in self.chosen.get(facet, ()) if v != value)
        return replace(self, chosen={**self.chosen, facet: left}, page=1)

    def without_text(self) -> "Question":
        """The same filters without the words."""
        return replace(self, text="", page=1)

    def on_page(self, page: int) -> "Question":
        """The same question, another page of the answer."""
        return replace(self, page=page)

    def address(self, base: str) -> str:
        """The address that asks this; what is not asked is not in it."""
        pairs = [("q", self.text)] if self.text else []
        pairs += self.choices
        pairs += [("sort", self.sort)] if self.sort else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return f"{base}?{urlencode(pairs)}" if pairs else base


def question(fields: Fields, known: Mapping[str, Collection[str]]) -> Question:
    """What a query asks; values nobody knows are left out rather than finding nothing."""
    sort = fields.get("sort", "") or ""
    return Question(
        text=" ".join((fields.get("q", "") or "").split())[:LONGEST_TEXT],
        chosen={facet: _known(fields.getlist(facet), known.get(facet, ())) for facet in FACETS},
        sort=sort if sort in SORTS else "",
        page=_page(fields.get("page", "") or ""),
    )


def length(minutes: int) -> str:
    """The name of the length a course belongs to."""
    return next((name for name, end in LENGTHS if minutes < end), LONGEST)


def page_count(found: int) -> int:
    """How many pages the answer fills; an empty answer fills one."""
    return max(1, -(-found // PAGE_SIZE))


def _known(values: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value in known))


def _page(text: str) -> int:
    return max(1, int(text[:6])) if text.isascii() and text.isdigit() else 1
