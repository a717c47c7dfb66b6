"""Courses as finished HTML: what is the same for every reader is drawn once.

Kept in this process until the content changes; rows for all courses, pages for those asked for.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from courses.models import Course
from courses.selectors import cards
from courses.selectors.course_page import course_view
from courses.selectors.index import Entry
from lms.core import content
from lms.core.bilingual import active_language

# A page is some twenty kilobytes.
MOST_PAGES = 200


@dataclass(frozen=True)
class DrawnCourse:
    """The page of a course but for what it is to its reader."""

    title: str
    summary: str
    cover: str
    crumbs: list[dict[str, str]]
    first_lesson: str
    closed: bool
    replaced_by: str
    text: SafeString
    facts: SafeString


@content.kept_until_changed
def _rows() -> dict[tuple[str, int], SafeString]:
    return {}


@content.kept_until_changed
def _courses() -> dict[tuple[str, int], DrawnCourse]:
    return {}


def course_rows(entries: Iterable[Entry]) -> list[SafeString]:
    """A row for each entry; one statement where some are new."""
    entries, language, drawn = list(entries), active_language(), _rows()
    new = [entry for entry in entries if (language, entry.pk) not in drawn]
    for card in cards.rows(new) if new else ():
        drawn[language, card.pk] = render_to_string("components/course_row.html", {"course": card})
    return [drawn[language, entry.pk] for entry in entries]


def drawn_course(course: Course) -> DrawnCourse:
    """The page of a course in the active language; two statements where it is new."""
    key, drawn = (active_language(), course.pk), _courses()
    if key not in drawn:
        if len(drawn) >= MOST_PAGES:
            drawn.clear()
        drawn[key] = _draw(course)
    return drawn[key]


def _draw(course: Course) -> DrawnCourse:
    shown = course_view(course)
    return DrawnCourse(
        title=shown.texts["title"],
        summary=shown.texts["summary"],
        cover=shown.version.facts.get("cover", ""),
        crumbs=shown.crumbs,
        first_lesson=shown.first_lesson,
        closed=shown.closed,
        replaced_by=shown.replaced_by,
        text=render_to_string("courses/_text.html", {"shown": shown}),
        facts=render_to_string("courses/_facts.html", {"shown": shown}),
    )
