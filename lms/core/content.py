"""The number that grows whenever something changes that visitors read.

It stands in the database, because the worker and other web processes release too. Whatever is kept
in memory (pages, the map of links, the index of the catalogue) is kept under this number, so that a
change is seen by the next request and nothing has to be thrown away by hand.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import Lock
from typing import Generic, TypeVar

from django.db import connection, transaction
from django.db.models import F

from lms.core import frozen
from lms.core.models import ContentVersion

Kept = TypeVar("Kept")
_seen: ContextVar[list[int] | None] = ContextVar("seen", default=None)


@contextmanager
def one_version() -> Iterator[None]:
    """Inside this block the number is read once, when first asked for: a page is of one piece."""
    token = _seen.set([])
    try:
        yield
    finally:
        _seen.reset(token)


def version() -> int:
    """The present number; one statement, and none after the first in a request."""
    seen = _seen.get()
    if seen:
        return seen[0]
    number = _read()
    if seen is not None:
        seen.append(number)
    return number


def _read() -> int:
    # All that a kept page costs, so without the ten times longer way through a queryset.
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM core_contentversion WHERE id = 1")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


@transaction.atomic
def changed() -> None:
    """Say that visitors would now read something else; counts with the caller's transaction."""
    if not _count():
        first = ContentVersion(pk=1, number=0)
        ContentVersion.objects.bulk_create([first], ignore_conflicts=True)
        _count()
    seen = _seen.get()
    if seen is not None:
        seen.clear()


def _count() -> int:
    return ContentVersion.objects.filter(pk=1).update(number=F("number") + 1)


class _Memory(Generic[Kept]):
    """What was built last, and for which number."""

    def __init__(self, build: Callable[[], Kept]) -> None:
        self._build = build
        self._held: tuple[int, Kept] | None = None
        self._lock = Lock()

    def get(self) -> Kept:
        number = version()
        held = self._held
        if held is None or held[0] != number:
            with self._lock:
                held = self._held
                if held is None or held[0] != number:
                    # Read after the number: at worst it is newer than its label, never older.
                    held = self._held = (number, self._build())
        return held[1]

    def forget(self) -> None:
        self._held = None


_memories: list[_Memory[object]] = []


def kept_until_changed(build: Callable[[], Kept]) -> Callable[[], Kept]:
    """Keep what `build` returns until the content changes; it may be filled, never altered."""
    memory: _Memory[Kept] = _Memory(build)
    _memories.append(memory)  # type: ignore[arg-type]

    @wraps(build)
    def get() -> Kept:
        return memory.get()

    return get


def forget() -> None:
    """Drop everything kept in this process; for tests, whose databases all count from nothing."""
    for memory in _memories:
        memory.forget()
    frozen.forget()
