"""The templates for new courses, read once from `starters.yaml`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class StarterLesson:
    """A lesson to be written: its hints say what belongs there. `is_final`: it holds the quiz."""

    title: Texts
    minutes: int
    hints: list[Texts]
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class StarterModule:
    """A module with its lessons in order."""

    title: Texts
    lessons: list[StarterLesson]


@dataclass(frozen=True, slots=True)
class Starter:
    """A kind of course that authors can begin from."""

    slug: str
    name: Texts
    lead: Texts
    outcomes: list[Texts]
    modules: list[StarterModule]
    target_groups: list[str]


@cache
def starters() -> dict[str, Starter]:
    """All templates by slug, in the order in which they are offered."""
    raw = yaml.safe_load(Path(__file__).with_name("starters.yaml").read_text("utf8"))
    return {entry["slug"]: _starter(entry) for entry in raw}


def _starter(entry: dict[str, Any]) -> Starter:
    return Starter(
        slug=entry["slug"],
        name=entry["name"],
        lead=entry["lead"],
        outcomes=entry["outcomes"],
        modules=[StarterModule(m["title"], _lessons(m)) for m in entry["modules"]],
        target_groups=entry.get("target_groups", []),
    )


def _lessons(module: dict[str, Any]) -> list[StarterLesson]:
    lessons = [StarterLesson(**lesson) for lesson in module.get("lessons", [])]
    final = module.get("final")
    return [*lessons, StarterLesson(**final, is_final=True)] if final else lessons
