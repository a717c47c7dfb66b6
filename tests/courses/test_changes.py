"""The difference to the last version, in words."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.utils import translation

from courses.authoring.changes import changes
from courses.freezing import freeze
from courses.manuscript import read_manuscript
from courses.models import Course, CoursePage, LessonPage, ModulePage
from tests.factories import courses

pytestmark = pytest.mark.django_db
BOTH, SWEDISH = "In all languages", "Swedish"


@pytest.fixture
def page() -> CoursePage:
    draft = courses.draft(lessons=2, modules=2, quiz=courses.quiz())
    courses.release(draft)
    return draft


def _said(page: CoursePage, languages: list[str] | None = None) -> dict[str, list[str]]:
    course = Course.objects.select_related("current").get(key=page.translation_key)
    frozen = freeze(read_manuscript(course), languages or ["sv", "en"])
    assert course.current
    with translation.override("en"):
        return {group.heading: group.sentences for group in changes(course.current, frozen)}


def test_nothing_changed_says_nothing(page: CoursePage) -> None:
    assert _said(page) == {}


def _new_lesson(page: CoursePage) -> None:
    module = ModulePage.objects.descendant_of(page).first()
    assert module
    lesson = LessonPage(title="Ny", minutes=5, live=False)
    module.add_child(instance=lesson)
    courses.translate(lesson)


def _gone(page: LessonPage | ModulePage) -> None:
    """As if it had never belonged to the course: what was released is not deleted."""
    for sister in type(page).objects.filter(translation_key=page.translation_key):
        type(page).objects.filter(pk=sister.pk).update(translation_key=uuid4())


def _removed_lesson(page: CoursePage) -> None:
    _gone(courses.lessons(page)[0])


def _removed_module(page: CoursePage) -> None:
    module = ModulePage.objects.descendant_of(page).first()
    assert module
    _gone(module)


def _moved(page: CoursePage) -> None:
    last = ModulePage.objects.descendant_of(page).last()
    courses.lessons(page)[0].move(last, pos="last-child")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_new_lesson, "New lesson: Ny"),
        (_removed_lesson, "Removed lesson: Lektion 1.1"),
        (_removed_module, "Removed module: Modul 1"),
        (_moved, "Lektion 1.1 moved to the module Modul 2"),
        (_moved, "The lessons are in another order"),
        (
            lambda page: courses.edit(courses.lessons(page)[0], minutes=9),
            "Lektion 1.1: 9 minutes, was 5",
        ),
        (
            lambda page: courses.edit(courses.lessons(page)[0], minutes=9),
            "Study time in minutes: 29, was 25",
        ),
        (lambda page: courses.edit(page, hours="2.0"), "Hours on the certificate: 2.0, was 1.5"),
        (
            lambda page: courses.edit(page, validity_months=None),
            "Certificate valid for months: none, was 24",
        ),
        (
            lambda page: courses.edit(page, review_due=date(2029, 3, 1)),
            "Review due 2029-03-01, was 2028-03-01",
        ),
        (lambda page: courses.edit(page, level="expert"), "Level: Expert, was Foundation"),
        (lambda page: courses.edit(page, topics=[]), "Topics changed"),
        (lambda _page: courses.quiz(size=4), "Slutfrågor: new questions: 2"),
        (lambda _page: courses.quiz(size=1), "Slutfrågor: removed questions: 1"),
        (lambda _page: courses.quiz(pass_mark=90), "Slutfrågor: pass mark 90, was 80"),
    ],
)
def test_what_holds_in_all_languages(
    page: CoursePage, change: Callable[[CoursePage], object], sentence: str
) -> None:
    change(page)
    with translation.override("en"):
        assert sentence in _said(page)[BOTH]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda page: courses.edit(page, title="Ny"), "Renamed: “Ny”, was “Kurs car-t”"),
        (lambda page: courses.edit(page, summary="Ny."), "Summary changed"),
        (
            lambda page: courses.edit(page, objectives=[{"type": "objective", "value": "Larma"}]),
            "New outcome: Larma",
        ),
        (
            lambda page: courses.edit(page, objectives=[{"type": "objective", "value": "Larma"}]),
            "Removed outcome: Veta när du ska larma",
        ),
        (
            lambda page: courses.edit(courses.lessons(page)[0], title="Ny"),
            "Renamed: “Ny”, was “Lektion 1.1”",
        ),
        (
            lambda page: courses.edit(
                courses.lessons(page)[0], body=[{"type": "text", "value": "<p>Ny.</p>"}]
            ),
            "Changed text: Lektion 1.1",
        ),
        (
            lambda page: courses.edit(ModulePage.objects.descendant_of(page).first(), title="M"),
            "Renamed: “M”, was “Modul 1”",
        ),
    ],
)
def test_what_changed_in_one_language_stands_under_it(
    page: CoursePage, change: Callable[[CoursePage], object], sentence: str
) -> None:
    change(page)
    said = _said(page)
    assert sentence in said[SWEDISH]
    assert "English" not in said


def test_a_language_less_is_said(page: CoursePage) -> None:
    assert _said(page, ["sv"])[BOTH] == ["No longer in English"]


def test_a_new_language_is_said() -> None:
    draft = courses.draft(lessons=1)
    courses.release(draft, languages=["sv"])
    assert _said(draft)[BOTH] == ["New language: English"]
