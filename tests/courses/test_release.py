"""Releasing: drafts become a version that never changes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from courses import actions
from courses.models import (
    Course,
    CoursePage,
    CourseVersion,
    Lesson,
    LessonPage,
    LessonText,
    ModulePage,
)
from lms.core.models import Event
from tests.factories import courses

pytestmark = pytest.mark.django_db
LATER = courses.RELEASED_AT + timedelta(days=30)
Impact = CourseVersion.Impact


@pytest.fixture
def draft() -> CoursePage:
    return courses.draft(quiz=courses.quiz(), modules=2)


def test_first_release_is_one_zero_and_opens_the_course(draft: CoursePage) -> None:
    version = courses.release(draft)
    course = Course.objects.get(key=draft.translation_key)
    assert version.number == "1.0"
    assert (course.current, course.status) == (version, Course.Status.OPEN)
    assert version.languages == ["sv", "en"]
    assert version.text("title", "sv") == "Kurs car-t"
    assert version.text("change_note", "en") == "First version."
    assert version.text("url", "sv") == "/sv/kurser/uppsala/car-t/"
    assert version.facts["target_groups"] == ["clinicians"]


def test_a_release_holds_the_outline_and_all_texts(draft: CoursePage) -> None:
    version = courses.release(draft)
    lessons = [lesson for module in version.outline for lesson in module["lessons"]]
    assert [module["titles"]["sv"] for module in version.outline] == ["Modul 1", "Modul 2"]
    assert [lesson["kind"] for lesson in lessons] == ["reading"] * 4 + ["quiz"]
    assert version.minutes == 25
    assert lessons[-1]["quiz_version"] == courses.quiz().pk
    assert Lesson.objects.count() == 5
    assert LessonText.objects.filter(version=version).count() == 10


def test_only_course_pages_go_live(draft: CoursePage) -> None:
    courses.release(draft)
    assert set(CoursePage.objects.values_list("live", flat=True)) == {True}
    assert set(ModulePage.objects.values_list("live", flat=True)) == {False}
    assert set(LessonPage.objects.values_list("live", flat=True)) == {False}


def test_a_release_is_announced_with_ids_only(draft: CoursePage) -> None:
    version = courses.release(draft)
    event = Event.objects.get(name="course.released")
    data = {"course": version.course_id, "version": version.pk, "impact": "retraining"}
    assert (event.subject_pk, event.data) == (str(version.pk), data)


@pytest.mark.parametrize(
    ("impact", "number"),
    [(Impact.EDITORIAL, "1.1"), (Impact.CONTENT, "1.1"), (Impact.RETRAINING, "2.0")],
)
def test_the_impact_decides_the_number(draft: CoursePage, impact: str, number: str) -> None:
    courses.release(draft)
    courses.edit(draft, summary="Från leverans till överlämning.")
    assert courses.release(draft, impact=impact, at=LATER).number == number


def test_a_number_may_be_given_and_only_grows(draft: CoursePage) -> None:
    assert courses.release(draft, number=(3, 1)).number == "3.1"
    courses.edit(draft, summary="Annat.")
    with pytest.raises(actions.BadNumber):
        courses.release(draft, number=(3, 1))
    assert courses.release(draft, number=(3, 4)).number == "3.4"


def test_nothing_changed_gives_the_last_version(draft: CoursePage) -> None:
    first = courses.release(draft)
    with CaptureQueriesContext(connection) as queries:
        again = _release_alone(draft, impact=Impact.RETRAINING)
    assert again == first
    assert CourseVersion.objects.count() == 1
    assert _statements(queries) <= 9


def test_the_old_version_stays_as_it_was_read(draft: CoursePage) -> None:
    first = courses.release(draft)
    lesson = courses.lessons(draft)[0]
    courses.edit(lesson, title="Ny rubrik", body=[{"type": "text", "value": "<p>Nytt.</p>"}])
    second = courses.release(draft, impact=Impact.CONTENT, at=LATER)
    old = LessonText.objects.get(version=first, lesson__key=lesson.translation_key, language="sv")
    new = LessonText.objects.get(version=second, lesson__key=lesson.translation_key, language="sv")
    assert (old.title, old.body[0]["value"]) == ("Lektion 1.1", courses.BODY[0]["value"])
    assert (new.title, new.body[0]["value"]) == ("Ny rubrik", "<p>Nytt.</p>")


def test_a_draft_is_not_read_before_its_release(draft: CoursePage) -> None:
    version = courses.release(draft)
    courses.edit(draft, title="Bara utkast")
    assert CoursePage.objects.get(pk=draft.pk).title == "Kurs car-t"
    assert CourseVersion.objects.get(pk=version.pk).text("title", "sv") == "Kurs car-t"


def _another_lesson(draft: CoursePage) -> None:
    module = ModulePage.objects.descendant_of(draft).first()
    assert module is not None
    lesson = LessonPage(title="Ny", live=False, body='[{"type": "text", "value": "<p>Ny</p>"}]')
    module.add_child(instance=lesson)
    courses.translate(lesson)


def _another_question(draft: CoursePage) -> None:
    courses.quiz(size=3)


def _fewer_hours(draft: CoursePage) -> None:
    courses.edit(draft, hours="1.0")


@pytest.mark.parametrize("change", [_another_lesson, _another_question, _fewer_hours])
def test_editorial_is_refused_when_more_than_wording_changed(
    draft: CoursePage, change: Callable[[CoursePage], None]
) -> None:
    courses.release(draft)
    change(draft)
    with pytest.raises(actions.StructureChanged, match=r"1\.0"):
        courses.release(draft, impact=Impact.EDITORIAL)
    assert courses.release(draft, impact=Impact.CONTENT).number == "1.1"


def test_a_language_cannot_be_dropped_as_editorial(draft: CoursePage) -> None:
    courses.release(draft)
    with pytest.raises(actions.StructureChanged):
        courses.release(draft, impact=Impact.EDITORIAL, languages=["sv"])


def test_a_language_may_follow_later(draft: CoursePage) -> None:
    first = courses.release(draft, languages=["sv"])
    assert first.languages == ["sv"]
    assert not CoursePage.objects.get(locale__language_code="en").live
    second = courses.release(draft, impact=Impact.EDITORIAL, at=LATER)
    assert (second.number, second.languages) == ("1.1", ["sv", "en"])


def _empty(stream: str) -> Callable[[CoursePage], None]:
    return lambda draft: courses.edit(draft, **{stream: []})


def _lesson(**texts: Any) -> Callable[[CoursePage], None]:
    return lambda draft: courses.edit(courses.lessons(draft)[0], **texts)


IMAGE = {"image": {"image": None, "alt_text": "", "decorative": False}, "caption": ""}
SAFETY = {
    "type": "callout",
    "value": {"kind": "safety", "title": "", "text": "<p>Stopp</p>"},
}


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_empty("objectives"), "Write what learners can do"),
        (lambda draft: courses.edit(draft, summary=""), "The summary is missing"),
        (lambda draft: courses.edit(draft, target_groups=[]), "who the course is for"),
        (_lesson(body=[]), "has no text"),
        (_lesson(minutes=None), "minutes"),
        (_lesson(kind="quiz"), "Choose a quiz"),
        (_lesson(body=[{"type": "image", "value": IMAGE}]), "Part 1 (Image)"),
        (_lesson(body=[SAFETY, SAFETY]), "at most one"),
        (
            _lesson(body=[{"type": "text", "value": '<a linktype="page" id="999">x</a>'}]),
            "a page that does not exist",
        ),
        (
            _lesson(body=[{"type": "text", "value": '<a linktype="document" id="9">x</a>'}]),
            "a file that does not exist",
        ),
        (_lesson(body=[{"type": "practice", "value": "not-a-key"}]), "Part 1"),
    ],
)
def test_unfinished_drafts_stay_drafts_and_are_named(
    draft: CoursePage, spoil: Callable[[CoursePage], None], sentence: str
) -> None:
    spoil(draft)
    with translation.override("en"), pytest.raises(actions.NotReady) as failure:
        courses.release(draft)
    assert [p for p in failure.value.problems if p.page_id and sentence in p.text]
    assert not CourseVersion.objects.exists()
    assert not CoursePage.objects.filter(live=True).exists()


def test_a_missing_translation_is_named(draft: CoursePage) -> None:
    courses.lessons(CoursePage.objects.get(locale__language_code="en"))[0].delete()
    with pytest.raises(actions.NotReady) as failure:
        courses.release(draft)
    assert len(failure.value.problems) == 1
    assert courses.release(draft, languages=["sv"]).languages == ["sv"]


def test_the_source_language_is_always_released(draft: CoursePage) -> None:
    with pytest.raises(actions.NotReady):
        courses.release(draft, languages=["en"])


def test_a_retired_course_is_not_released(draft: CoursePage) -> None:
    course = Course.objects.get(key=draft.translation_key)
    review = courses.reviewed(draft)
    actions.retire(
        course=course, by=None, at=LATER, on=LATER.date(), reason="Ersatt av en nyare kurs."
    )
    with pytest.raises(actions.CannotRelease):
        _release_alone(draft)
    actions.withdraw(review=review, by=review.submitted_by, at=LATER)
    with pytest.raises(actions.CannotReview):
        courses.submit(draft)


def test_a_lesson_of_another_course_is_refused(draft: CoursePage) -> None:
    courses.release(draft)
    other = courses.draft("other", lessons=1, translated=False)
    module = ModulePage.objects.descendant_of(other).get()
    LessonPage.objects.get(pk=courses.lessons(draft)[-1].pk).move(module, pos="last-child")
    with pytest.raises(actions.NotReady):
        courses.release(other)


@pytest.mark.parametrize("size", [1, 4])
def test_statements_of_a_release_are_the_same_whatever_its_size(size: int) -> None:
    draft = courses.draft(modules=1, lessons=size)
    courses.reviewed(draft)
    with CaptureQueriesContext(connection) as first:
        _release_alone(draft)
    courses.edit(courses.lessons(draft)[0], title="Ny rubrik")
    courses.reviewed(draft)
    with CaptureQueriesContext(connection) as second:
        _release_alone(draft)
    assert _statements(first) <= 125
    assert _statements(second) <= 120


def _release_alone(draft: CoursePage, impact: str = Impact.EDITORIAL) -> CourseVersion:
    return actions.release(page=draft, by=None, at=LATER, impact=impact, notes=courses.NOTES)


def _statements(queries: CaptureQueriesContext) -> int:
    quiet = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    return sum(not query["sql"].startswith(quiet) for query in queries.captured_queries)
