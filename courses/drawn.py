"""Courses as finished HTML: what is the same for every reader is drawn once.

Kept in this process until the content changes; rows for all courses, pages for those asked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from courses.catalogue import FACETS
from courses.models import Course
from courses.selectors import cards, filters
from courses.selectors.cards import Card
from courses.selectors.catalogue import Answer
from courses.selectors.course_page import course_view
from courses.selectors.index import Entry
from lms.core import content
from lms.core.bilingual import active_language

States = Mapping[int, dict[str, str]]
# A page is some twenty kilobytes, a facet five.
MOST_PAGES = 200
MOST_FACETS = 600


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
    head: SafeString
    text: SafeString
    facts: SafeString


@content.kept_until_changed
def _rows() -> dict[tuple[str, int], SafeString]:
    return {}


@content.kept_until_changed
def _courses() -> dict[tuple[str, int], DrawnCourse]:
    return {}


def course_rows(entries: Iterable[Entry], states: States | None = None) -> list[SafeString]:
    """A row for each entry; one statement where some are new.

    `states` says where the reader stands, by course id: those rows are drawn for them alone.
    """
    entries, drawn, states = list(entries), _rows(), states or {}
    own = {entry.pk: (active_language(), entry.pk) for entry in entries}
    new = [entry for entry in entries if own[entry.pk] not in drawn or entry.pk in states]
    mine: dict[int, SafeString] = {}
    for card in cards.rows(new) if new else ():
        if card.pk in states:
            mine[card.pk] = _row(replace(card, state=states[card.pk]))
        else:
            drawn[own[card.pk]] = _row(card)
    return [mine.get(entry.pk) or drawn[own[entry.pk]] for entry in entries]


@content.kept_until_changed
def _cards() -> dict[tuple[str, int], SafeString]:
    return {}


def course_cards(entries: Iterable[Entry]) -> list[SafeString]:
    """A card for each entry; no statement once words and links are known."""
    entries, drawn, language = list(entries), _cards(), active_language()
    for card in cards.cards(entry for entry in entries if (language, entry.pk) not in drawn):
        values = {"course": card}
        drawn[language, card.pk] = render_to_string("components/course_card.html", values)
    return [drawn[language, entry.pk] for entry in entries]


def _row(card: Card) -> SafeString:
    return render_to_string("components/course_row.html", {"course": card})


@content.kept_until_changed
def _facets() -> dict[tuple[Any, ...], SafeString]:
    return {}


def drawn_facets(answer: Answer) -> list[SafeString]:
    """All facets; one that was drawn with the same counts and choices is not drawn again."""
    return [_drawn_facet(answer, name) for name in FACETS]


def _drawn_facet(answer: Answer, name: str) -> SafeString:
    counts, chosen = answer.counts[name], answer.question.chosen.get(name, ())
    key, drawn = (active_language(), name, chosen, *counts.values()), _facets()
    if key not in drawn:
        if len(drawn) >= MOST_FACETS:
            drawn.clear()
        facet = filters.facet(answer, name)
        values = {"legend": facet.legend, "name": facet.name, "options": facet.options}
        drawn[key] = render_to_string("components/facet.html", values)
    return drawn[key]


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
        head=render_to_string("courses/_head.html", {"shown": shown}),
        text=render_to_string("courses/_text.html", {"shown": shown}),
        facts=render_to_string("courses/_facts.html", {"shown": shown}),
    )
