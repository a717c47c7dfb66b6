"""Who may let whom act where: only somebody higher, in the same place, and nobody themselves."""

from collections.abc import Collection
from dataclasses import dataclass

OFFICE, MANAGER, REVIEWER, INSPECTOR = "office", "manager", "reviewer", "inspector"
# What a manager gives in their center.
BY_MANAGER = ("coordinator", "assessor", "educator", REVIEWER, INSPECTOR)
# What the office gives in any center, and in the whole network.
BY_OFFICE, BY_OFFICE_EVERYWHERE = (MANAGER,), (REVIEWER,)
# What the operator of the installation gives at a terminal.
BY_OPERATOR, BY_OPERATOR_EVERYWHERE = (MANAGER,), (OFFICE,)


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody holds who wants to let others act."""

    person: int
    operates: bool
    office: bool
    manages: Collection[int]


def offered(by: Standing, center: int | None) -> tuple[str, ...]:
    """What `by` may let others do in a center, or in the whole network (None)."""
    if center is None:
        given = (*_if(by.operates, BY_OPERATOR_EVERYWHERE), *_if(by.office, BY_OFFICE_EVERYWHERE))
    else:
        higher = _if(by.operates, BY_OPERATOR) or _if(by.office, BY_OFFICE)
        given = (*higher, *_if(center in by.manages, BY_MANAGER))
    return given


def may_give(by: Standing, permission: str, center: int | None, *, to: int) -> bool:
    """Whether `by` may give a permission there to the person `to`, or end theirs."""
    return by.person != to and permission in offered(by, center)


def needs_end(permission: str) -> bool:
    """Inspectors look for some days: what they may do ends by itself."""
    return permission == INSPECTOR


def _if(holds: bool, given: tuple[str, ...]) -> tuple[str, ...]:
    return given if holds else ()
