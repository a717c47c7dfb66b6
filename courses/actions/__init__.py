"""Every write of this room."""

from courses.actions.facts import NotALiveFact, change_facts, retire, set_live_facts
from courses.actions.opening import open_course
from courses.actions.releasing import (
    BadNumber,
    CannotRelease,
    ChangedSinceReview,
    NotReviewed,
    StructureChanged,
    release,
)
from courses.actions.reviewing import (
    CannotReview,
    ChangedSinceSubmitted,
    MayNotReview,
    NothingToReview,
    NotReady,
    ReviewEnded,
    approve,
    ask_for_changes,
    submit,
    withdraw,
)
from courses.actions.rights import follow_language, sync_all_rights, sync_rights
from courses.actions.telling import tell_next, tell_of_changes

__all__ = [
    "BadNumber",
    "CannotRelease",
    "CannotReview",
    "ChangedSinceReview",
    "ChangedSinceSubmitted",
    "MayNotReview",
    "NotALiveFact",
    "NotReady",
    "NotReviewed",
    "NothingToReview",
    "ReviewEnded",
    "StructureChanged",
    "approve",
    "ask_for_changes",
    "change_facts",
    "follow_language",
    "open_course",
    "release",
    "retire",
    "set_live_facts",
    "submit",
    "sync_all_rights",
    "sync_rights",
    "tell_next",
    "tell_of_changes",
    "withdraw",
]
