"""What a piece of learning reports, whatever its kind: every kind ends as an `Outcome`."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Outcome:
    """`score` is percent (0-100) where there is one; `passed` is None if nothing can be failed."""

    done: bool
    passed: bool | None = None
    score: Decimal | None = None
    source: str = "reading"
