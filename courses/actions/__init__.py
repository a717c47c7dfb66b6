"""Every write of this room."""

from courses.actions.facts import NotALiveFact, retire, set_live_facts
from courses.actions.opening import open_course
from courses.actions.releasing import (
    BadNumber,
    CannotRelease,
    NotReady,
    StructureChanged,
    release,
)

__all__ = [
    "BadNumber",
    "CannotRelease",
    "NotALiveFact",
    "NotReady",
    "StructureChanged",
    "open_course",
    "release",
    "retire",
    "set_live_facts",
]
