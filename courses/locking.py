"""Which pages are locked: all parts of a course, in every language, while it is in review."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps

from courses.source import course_path

# Listings ask for each row; within one request the answer is read once.
_kept: ContextVar[list[frozenset[str]] | None] = ContextVar("locked_paths", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Inside this block which courses are in review is read at most once."""
    token = _kept.set([])
    try:
        yield
    finally:
        _kept.reset(token)


def in_review(page: Any) -> bool:
    """Is this course, module or lesson page part of a course that is in review?"""
    return hasattr(page, "BELOW_COURSE") and course_path(page) in _locked_paths()


def _locked_paths() -> frozenset[str]:
    kept = _kept.get()
    if kept is None:
        return _read()
    if not kept:
        kept.append(_read())
    return kept[0]


def _read() -> frozenset[str]:
    open_now = apps.get_model("courses", "Review").objects.open().values("course__key")
    pages = apps.get_model("courses", "CoursePage").objects
    found = pages.filter(translation_key__in=open_now).values_list("path", flat=True)
    return frozenset(found)
