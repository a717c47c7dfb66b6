"""Every write of this room."""

from courses.actions.facts import NotALiveFact, change_facts, retire, set_live_facts
from courses.actions.opening import open_course
from courses.actions.releasing import (
    BadNumber,
    CannotRelease,
    NotReady,
    StructureChanged,
    release,
)
from courses.actions.rights import follow_language, sync_all_rights, sync_rights

__all__ = [
    "BadNumber",
    "CannotRelease",
    "NotALiveFact",
    "NotReady",
    "StructureChanged",
    "change_facts",
    "follow_language",
    "open_course",
    "release",
    "retire",
    "set_live_facts",
    "sync_all_rights",
    "sync_rights",
]
