"""What the doctor says about one thing."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """OK needs nothing, NOTE is worth knowing, ACT must be dealt with."""

    OK = "ok"
    NOTE = "note"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what was found, and one sentence that says what to do."""

    subject: str
    level: Level
    found: str
    todo: str = ""


def fine(subject: str, found: str) -> Finding:
    """Nothing to do."""
    return Finding(subject, Level.OK, found)


def note(subject: str, found: str, todo: str) -> Finding:
    """Worth knowing; the installation serves people all the same."""
    return Finding(subject, Level.NOTE, found, todo)


def act(subject: str, found: str, todo: str) -> Finding:
    """Something must be done."""
    return Finding(subject, Level.ACT, found, todo)
