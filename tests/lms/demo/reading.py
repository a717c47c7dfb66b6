"""Reads the demo content and measures texts, for the tests of the content."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[3] / "lms" / "demo" / "content"
LANGUAGES = ("sv", "en")
CALLOUTS = {"safety", "practice", "remember", "quote"}


@cache
def load(name: str) -> Any:
    """The parsed content of a file below the content folder; shared, so not to be changed."""
    return yaml.safe_load((ROOT / name).read_text(encoding="utf8"))


def names(folder: str) -> list[str]:
    """The files of a folder, as load() takes them."""
    return [f"{folder}/{path.name}" for path in sorted((ROOT / folder).glob("*.yaml"))]


def bilinguals(data: Any) -> Iterator[dict[str, Any]]:
    """Every mapping with a language as a key, at any depth."""
    if isinstance(data, dict):
        if "sv" in data or "en" in data:
            yield data
        for value in data.values():
            yield from bilinguals(value)
    elif isinstance(data, list):
        for value in data:
            yield from bilinguals(value)


def lessons(course: dict[str, Any]) -> list[dict[str, Any]]:
    """The lessons of all modules, in order."""
    return [lesson for module in course["modules"] for lesson in module["lessons"]]


def blocks(text: str) -> list[str]:
    """The blocks of a text: what blank lines divide."""
    return [block for block in text.strip().split("\n\n") if block]


def shape(text: str) -> list[str]:
    """The kind of each block, with the number of its rows where it is a list or a table."""
    return [_kind(block) for block in blocks(text)]


def _kind(block: str) -> str:
    sign = re.match(r"(#{2,3} |> \[\w+(?=[\]:])|> |\+\+\+|\| |- |\d+\. )?", block)
    mark = "1. " if block[0].isdigit() and sign and sign[0] else (sign[0] if sign else "")
    return f"{mark}{block.count(chr(10))}" if mark in {"| ", "- ", "1. "} else mark


def callouts(text: str) -> list[str]:
    """The kinds of the marked callouts of a text, in order."""
    return re.findall(r"^> \[(\w+)(?:: [^\]]+)?\] ", text, flags=re.M)


def figures(text: str) -> list[str]:
    """Every run of digits of a text, sorted."""
    return sorted(re.findall(r"\d+", text))


def lix(text: str) -> float:
    """Läsbarhetsindex: words in a sentence plus the percentage of words over six letters.

    Each line ends a sentence, so items of a list count as sentences of their own.
    """
    plain = re.sub(r"> \[\w+(?:: [^\]]+)?\]|[*>#]", "", text)
    lines = [re.sub(r"^\s*(-|\d+\.)\s+", "", line) for line in plain.splitlines()]
    parts = [part for line in lines for part in re.split(r"[.!?:](?:\s|$)", line)]
    sentences = [part for part in parts if re.search(r"\w", part)]
    words = re.findall(r"[\w-]+", "\n".join(lines))
    long_words = sum(len(word) > 6 for word in words)
    return len(words) / len(sentences) + 100 * long_words / len(words)


def leaflet_text(leaflet: dict[str, Any], language: str) -> str:
    """All a reader sees of a leaflet in one language, one line for each piece."""
    pieces = [leaflet["audience_line"], leaflet["lead"], *leaflet["questions"]]
    for section in leaflet["sections"]:
        pieces += [section["heading"], *section.get("fields", [])]
        pieces += [section["body"]] if "body" in section else []
    for word in leaflet["words"]:
        pieces += [word["term"], word["meaning"]]
    if urgent := leaflet["urgent"]:
        pieces += [urgent["heading"], *urgent["items"], urgent["phone"]["label"]]
        pieces += [urgent["emergency"]] if urgent["emergency"] else []
    return "\n".join(piece[language] for piece in pieces)
