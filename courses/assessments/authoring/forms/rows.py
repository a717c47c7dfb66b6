"""Rows of a form that are moved, added and taken away by buttons that post the form."""

from collections.abc import Sequence
from typing import TypeVar

Row = TypeVar("Row")
UP, DOWN, REMOVE, MORE = "up", "down", "remove", "more"


def pressed(value: str) -> tuple[str, int]:
    """What a button says: "up-3" is the row of index 3; a button without a row has -1."""
    act, _dash, place = value.partition("-")
    return act, int(place) if place.isascii() and place.isdigit() else -1


def rearranged(rows: Sequence[Row], act: str, place: int) -> list[Row]:
    """The rows after the button; what cannot be done changes nothing."""
    found = list(rows)
    if not 0 <= place < len(found):
        return found
    if act == REMOVE:
        del found[place]
    elif act == UP and place > 0:
        found[place - 1], found[place] = found[place], found[place - 1]
    elif act == DOWN and place + 1 < len(found):
        found[place + 1], found[place] = found[place], found[place + 1]
    return found
