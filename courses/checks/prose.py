"""The prose of a stored stream: what is read as running text, and its headings."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

RICH = {"text", "callout", "accordion"}
LEVELS = {"h2": 2, "h3": 3, "h4": 4}
ENDS = {*LEVELS, "p", "li", "br", "hr"}


class _Reader(HTMLParser):
    """Collects the paragraphs and headings of a piece of rich text."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in ENDS:
            self.flush()

    def handle_endtag(self, tag: str) -> None:
        if tag in LEVELS:
            self.headings.append((LEVELS[tag], "".join(self._words).strip()))
        if tag in ENDS:
            self.flush()

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def flush(self) -> None:
        """What was read so far is a paragraph."""
        text = " ".join("".join(self._words).split())
        self._words.clear()
        if text:
            self.paragraphs.append(text)


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return reader


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, and the place of its block (from 0)."""

    level: int
    text: str
    place: int


def paragraphs(raw: list[dict[str, Any]]) -> list[str]:
    """Running text, headings and list items; not tables, captions and file names."""
    return [text for block in raw for text in _paragraphs(block)]


def _paragraphs(block: dict[str, Any]) -> Iterator[str]:
    value = block["value"]
    if block["type"] == "text":
        yield from _read(value).paragraphs
    elif block["type"] in RICH:
        if value.get("title"):
            yield value["title"]
        yield from _read(value.get("text") or "").paragraphs
    elif block["type"] == "quote":
        yield value.get("text") or ""


def headings(raw: list[dict[str, Any]]) -> list[Heading]:
    """The headings of the running text; the title of the lesson stands above them as level 1."""
    return [
        Heading(level, text, place)
        for place, block in enumerate(raw)
        if block["type"] == "text"
        for level, text in _read(block["value"]).headings
    ]


@dataclass(frozen=True, slots=True)
class HeadingFault:
    """An empty heading, or one that skips a level; `place` is that of its block (from 0)."""

    place: int
    text: str


def heading_faults(raw: list[dict[str, Any]]) -> list[HeadingFault]:
    """Headings without words (`text` is ""), and headings deeper than one step below the last."""
    found, last = [], 1
    for heading in headings(raw):
        if not heading.text or heading.level > last + 1:
            found.append(HeadingFault(heading.place, heading.text))
        last = heading.level
    return found
