"""Drawing up the paper of an attempt: which questions, in which order, with which options."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypedDict


class Sheet(TypedDict):
    """One question of a paper: its version, its kind, and its options in the order shown."""

    question_version: int
    kind: str
    options: list[int]


Paper = list[Sheet]


class BadAnswer(ValueError):
    """What was chosen does not belong to the question."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody chose, as it was posted; `version` is the one they saw, 0 for none.

    A `version` that could not be read is None.
    """

    options: Sequence[int | str] = ()
    flagged: bool = False
    version: int | None = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A question as the quiz holds it, options in the order they were written."""

    question_version: int
    kind: str
    options: Sequence[int]


def draw_up(
    sources: Sequence[Source], *, shuffle_questions: bool, shuffle_options: bool, chance: Random
) -> Paper:
    """A paper with every question once; `chance` decides where order is left to it."""
    order = list(sources)
    if shuffle_questions:
        chance.shuffle(order)
    return [_sheet(source, shuffle_options, chance) for source in order]


def _sheet(source: Source, shuffle: bool, chance: Random) -> Sheet:
    options = list(source.options)
    if shuffle:
        chance.shuffle(options)
    return Sheet(question_version=source.question_version, kind=source.kind, options=options)


def chosen(sheet: Mapping[str, Any], values: Sequence[int | str]) -> list[int]:
    """The options that posted values name, in the paper's order. Raises BadAnswer.

    Unknown and foreign options are refused, and more than one where one is asked for.
    """
    known = {str(pk): pk for pk in sheet["options"]}
    if any(str(value) not in known for value in values):
        raise BadAnswer
    wanted = {known[str(value)] for value in values}
    if sheet["kind"] == "single" and len(wanted) > 1:
        raise BadAnswer
    return [pk for pk in sheet["options"] if pk in wanted]
