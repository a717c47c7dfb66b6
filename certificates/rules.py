"""What a certificate is worth on a day; pure, so that a table of cases can hold it."""

from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """The answer to somebody who asks whether a certificate holds."""

    VALID = "valid"
    RAN_OUT = "ran_out"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


def verdict(*, withdrawn: bool, replaced: bool, valid_until: date | None, today: date) -> Verdict:
    """The gravest thing that is true; the last day of validity still counts."""
    if withdrawn:
        return Verdict.WITHDRAWN
    if replaced:
        return Verdict.REPLACED
    if valid_until is not None and today > valid_until:
        return Verdict.RAN_OUT
    return Verdict.VALID
