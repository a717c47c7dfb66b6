"""A course as its authors have it now: the newest drafts of all its pages.

Read in three statements, from the raw content of the revisions: no page objects are built.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from courses.models import Course, CoursePage, LessonPage, ModulePage


@dataclass(frozen=True)
class Draft:
    """The newest draft of one page."""

    page: Any
    content: Mapping[str, Any]

    @property
    def key(self) -> UUID:
        """What the page shares with its translations."""
        key: UUID = self.page.translation_key
        return key

    @property
    def language(self) -> str:
        return str(self.page.locale.language_code)

    @property
    def title(self) -> str:
        return str(self.content["title"])

    def stream(self, name: str) -> list[dict[str, Any]]:
        """A StreamField of the draft as it is stored."""
        raw = self.content.get(name) or "[]"
        return list(json.loads(raw) if isinstance(raw, str) else raw)

    def values(self, name: str) -> list[Any]:
        """The values of a stream that has one kind of block."""
        return [block["value"] for block in self.stream(name)]


@dataclass(frozen=True)
class DraftModule:
    """A module of the source page, and its lessons in order."""

    draft: Draft
    lessons: list[Draft] = field(default_factory=list)


@dataclass(frozen=True)
class Manuscript:
    """All drafts of a course; structure is that of the source language."""

    course: Course
    pages: dict[str, Draft]
    modules: list[DraftModule]
    translations: dict[tuple[UUID, str], Draft]

    @property
    def source(self) -> Draft | None:
        """The course page that holds the facts."""
        return self.pages.get(self.course.source_language)

    @property
    def lessons(self) -> list[Draft]:
        """All lessons of the source language in the order they are read."""
        return [lesson for module in self.modules for lesson in module.lessons]

    def part(self, key: UUID, language: str) -> Draft | None:
        """A module or lesson in a language."""
        return self.translations.get((key, language))


def read_manuscript(course: Course) -> Manuscript:
    """Three statements, whatever the size."""
    pages = {d.language: d for d in _drafts(CoursePage.objects.filter(translation_key=course.key))}
    below = _below(pages.values())
    modules = _drafts(ModulePage.objects.filter(below))
    lessons = _drafts(LessonPage.objects.filter(below))
    return Manuscript(
        course=course,
        pages=pages,
        modules=_structure(course.source_language, modules, lessons),
        translations={(draft.key, draft.language): draft for draft in (*modules, *lessons)},
    )


def _drafts(pages: QuerySet[Any]) -> list[Draft]:
    found = pages.select_related("latest_revision", "locale").order_by("path")
    return [Draft(page, _content(page)) for page in found]


def _content(page: Any) -> Mapping[str, Any]:
    if page.latest_revision:
        return dict(page.latest_revision.content)
    return dict(page.serializable_data())


def _below(pages: Iterable[Draft]) -> Q:
    paths = [Q(path__startswith=draft.page.path) for draft in pages]
    return reduce(or_, paths) if paths else Q(pk__in=[])


def _structure(language: str, modules: list[Draft], lessons: list[Draft]) -> list[DraftModule]:
    found = {d.page.path: DraftModule(d) for d in modules if d.language == language}
    for lesson in lessons:
        parent = found.get(lesson.page.path[: -lesson.page.steplen])
        if parent:
            parent.lessons.append(lesson)
    return list(found.values())
