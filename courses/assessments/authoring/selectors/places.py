"""What a question can test: the lessons and outcomes of the courses of its center."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q

from courses.models import Course, CoursePage, LessonPage
from courses.source import course_path
from home.centers.models import Center


@dataclass(frozen=True, slots=True)
class Place:
    """A course with its outcomes and lessons, as they are written now in its own language."""

    key: UUID
    title: str
    outcomes: list[str]
    lessons: list[tuple[UUID, str]]


def places(center: Center) -> list[Place]:
    """Every course of a center; three statements, whatever the size."""
    languages = dict(
        Course.objects.filter(owner_center=center).values_list("key", "source_language")
    )
    pages = (
        CoursePage.objects.filter(translation_key__in=languages)
        .select_related("latest_revision", "locale")
        .order_by("title", "pk")
    )
    sources = [p for p in pages if p.locale.language_code == languages[p.translation_key]]
    lessons = _lessons([page.path for page in sources])
    return [_place(page, lessons[page.path]) for page in sources]


def _lessons(courses: Iterable[str]) -> dict[str, list[tuple[UUID, str]]]:
    below = reduce(or_, [Q(path__startswith=path) for path in courses], Q(pk__in=[]))
    pages = LessonPage.objects.filter(below).order_by("path")
    found: dict[str, list[tuple[UUID, str]]] = defaultdict(list)
    for page in pages.only("path", "title", "draft_title", "translation_key"):
        found[course_path(page)].append((page.translation_key, page.draft_title or page.title))
    return found


def _place(page: CoursePage, lessons: list[tuple[UUID, str]]) -> Place:
    written: Any = page.latest_revision.content if page.latest_revision else {}
    raw = written.get("objectives") or page.serializable_data()["objectives"] or "[]"
    blocks = json.loads(raw) if isinstance(raw, str) else raw
    return Place(
        key=page.translation_key,
        title=str(written.get("title") or page.title),
        outcomes=[str(block["value"]) for block in blocks],
        lessons=lessons,
    )
