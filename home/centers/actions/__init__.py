"""Every write about who belongs to a center and who may act there."""

from home.centers.actions.joining import (
    AlreadyAnswered,
    AlreadyBegun,
    AlreadyMember,
    accept,
    ask_to_join,
    decline,
)
from home.centers.actions.people import (
    EndIsMissing,
    EndsBeforeStart,
    NotYours,
    WrongCenter,
    add_member,
    end_delegation,
    end_membership,
    grant,
    reset_second_step,
)

__all__ = [
    "AlreadyAnswered",
    "AlreadyBegun",
    "AlreadyMember",
    "EndIsMissing",
    "EndsBeforeStart",
    "NotYours",
    "WrongCenter",
    "accept",
    "add_member",
    "ask_to_join",
    "decline",
    "end_delegation",
    "end_membership",
    "grant",
    "reset_second_step",
]
