"""Every app's part: what it holds about a person, and what it erases."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from certificates import privacy as certificates
from courses import privacy as courses
from home import privacy as home
from home.centers import privacy as centers
from lms.learning import privacy as learning
from lms.notifications import privacy as notifications
from lms.reports.privacy import trace
from lms.signatures import privacy as signatures
from lms.users import privacy as users
from lms.users.models import User
from lms.users.privacy import Rows


class Part(Protocol):
    """A module `privacy` of an app. Keys of people are named as `label.Model.field`."""

    COPIED: tuple[str, ...]
    LEFT_OUT: dict[str, str]
    export: Callable[[User], dict[str, Rows]]

    @staticmethod
    def erase(user: User, *, at: datetime) -> None:
        """Take away what the person has a right to have taken away."""


# From the top down, and the person last: whose addresses the others still need.
PARTS: tuple[Part, ...] = (  # type: ignore[assignment]
    trace,
    learning,
    courses,
    certificates,
    centers,
    home,
    notifications,
    signatures,
    users,
)


def export(user: User) -> dict[str, Rows]:
    """Everything that is held about the person, by kind; read row by row."""
    found: dict[str, Rows] = {}
    for part in reversed(PARTS):
        found |= part.export(user)
    return found


def erase(user: User, *, at: datetime) -> None:
    """Everything that nobody has a duty to keep."""
    for part in PARTS:
        part.erase(user, at=at)
