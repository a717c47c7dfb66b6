"""Reading posted answers. In the form of a whole paper names end with the number: `option-3`."""

import re
from collections.abc import Iterable, Mapping, Sequence

from lms.learning.papers import Answer

Fields = Mapping[str, Sequence[str]]

FIELD = re.compile(r"(?:option|flagged|version)-([1-9][0-9]{0,8})")
LARGEST = 2**31 - 1
NO = frozenset({"", "0", "false"})


def read_one(fields: Fields, ending: str = "") -> Answer:
    """The answer to one question."""
    return Answer(
        options=tuple(fields.get(f"option{ending}", ())),
        flagged=_last(fields, f"flagged{ending}").lower() not in NO,
        version=_version(_last(fields, f"version{ending}")),
    )


def read_all(fields: Fields) -> dict[int, Answer]:
    """The answers to all questions that the form speaks of, by number."""
    return {number: read_one(fields, f"-{number}") for number in sorted(_numbers(fields))}


def _numbers(names: Iterable[str]) -> set[int]:
    return {int(found[1]) for name in names if (found := FIELD.fullmatch(name))}


def _last(fields: Fields, name: str) -> str:
    values = fields.get(name)
    return values[-1] if values else ""


def _version(text: str) -> int | None:
    readable = len(text) <= 10 and text.isascii() and text.isdigit()
    return int(text) if readable and int(text) <= LARGEST else None
