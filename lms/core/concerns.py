"""Whom a row is about, and which center's business it is: read off the names of its keys.

Rows of higher layers are recognised by these names, so that every event says both, also those that
somebody writes later. The trail is divided by them (docs/decisions/0011).
"""

from collections.abc import Callable

from django.conf import settings
from django.db.models import Model

Ask = Callable[[Model], int | None]

PERSON = ("person_id", "learner_id", "holder_id", "signer_id")
CENTER = ("center_id", "owner_center_id")
# What belongs to something else, and is about the same person or center.
OF_A_PERSON = ("enrollment", "attempt", "certificate")
OF_A_CENTER = ("course", "bank", "quiz", "question")


def person_of(row: Model) -> int | None:
    """The id of the person whom the row is about; None where it is about nobody."""
    if row._meta.label == settings.AUTH_USER_MODEL:
        found: int | None = row.pk
        return found
    return _first(row, PERSON) or _through(row, OF_A_PERSON, person_of)


def center_of(row: Model) -> int | None:
    """The id of the center whose business the row is; None where it is somebody's learning.

    The center that keeps a course has no say about those who learn it.
    """
    if row._meta.label == "centers.Center":
        found: int | None = row.pk
        return found
    if named := _first(row, CENTER):
        return named
    return None if person_of(row) else _through(row, OF_A_CENTER, center_of)


def _first(row: Model, names: tuple[str, ...]) -> int | None:
    return next((getattr(row, name) for name in names if getattr(row, name, None)), None)


def _through(row: Model, names: tuple[str, ...], ask: Ask) -> int | None:
    for name in names:
        if getattr(row, f"{name}_id", None):
            return ask(getattr(row, name))
    return None
