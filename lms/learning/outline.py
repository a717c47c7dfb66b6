"""Reading a version's outline: its lessons, their order, and what lies beside one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lms.core.bilingual import in_language
from lms.core.frozen import worked_out_once

Outline = Sequence[Mapping[str, Any]]

QUIZ = "quiz"


@dataclass(frozen=True, slots=True)
class Entry:
    """A lesson's place in an outline; `module` and `number` count from 1, `minutes` are whole."""

    key: str
    kind: str
    minutes: int
    titles: Mapping[str, str]
    module: int
    number: int
    quiz_version: int | None = None

    @property
    def title(self) -> str:
        """The title in the active language."""
        return str(in_language(self.titles))

    @property
    def is_quiz(self) -> bool:
        return self.kind == QUIZ


@dataclass(frozen=True, slots=True)
class Module:
    """A part of an outline with its lessons."""

    number: int
    titles: Mapping[str, str]
    lessons: tuple[Entry, ...]

    @property
    def title(self) -> str:
        """The title in the active language."""
        return str(in_language(self.titles))


@worked_out_once(512)
def modules(outline: Outline) -> tuple[Module, ...]:
    """The modules with their lessons, as they are read."""
    return tuple(
        Module(number, module["titles"], tuple(_lessons(module, number)))
        for number, module in enumerate(outline, start=1)
    )


def _lessons(module: Mapping[str, Any], module_number: int) -> list[Entry]:
    return [
        Entry(
            key=str(lesson["key"]),
            kind=lesson["kind"],
            minutes=lesson["minutes"],
            titles=lesson["titles"],
            module=module_number,
            number=number,
            quiz_version=lesson.get("quiz_version"),
        )
        for number, lesson in enumerate(module["lessons"], start=1)
    ]


@worked_out_once(512)
def entries(outline: Outline) -> tuple[Entry, ...]:
    """All lessons in the order they are read."""
    return tuple(entry for module in modules(outline) for entry in module.lessons)


def find(outline: Outline, key: str) -> Entry | None:
    """The lesson with this key, or None where the version does not hold it."""
    return next((entry for entry in entries(outline) if entry.key == key), None)


def beside(outline: Outline, key: str) -> tuple[Entry | None, Entry | None]:
    """The lessons before and after this one in reading order, across modules."""
    row = entries(outline)
    index = [entry.key for entry in row].index(key)
    return row[index - 1] if index else None, row[index + 1] if index + 1 < len(row) else None
