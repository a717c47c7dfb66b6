"""Beginning a course: from a template, as a copy, or empty."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from courses.actions.starting import TitleTaken, start_course
from courses.assessments.models import QuestionBank, Quiz
from courses.checks.selectors import check_sheet
from courses.models import Course, CoursePage, LessonPage, ModulePage, ShelfPage
from courses.starting.starters import starters
from lms.core.models import Event
from lms.users.models import User
from tests.courses.editor import editor
from tests.factories import courses, home

pytestmark = pytest.mark.django_db
TITLE = "Tina celler"


def _address(shelf: ShelfPage) -> str:
    return reverse("course_start", args=[shelf.pk])


def _started(by: User, name: str = "procedure", shelf: ShelfPage | None = None) -> CoursePage:
    return start_course(
        shelf=shelf or courses.shelf(),
        starter=starters()[name],
        title=TITLE,
        by=by,
        at=courses.RELEASED_AT,
    )


@pytest.mark.parametrize("name", list(starters()))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_template_fills_modules_outcomes_and_a_final_quiz(
    bo: User, name: str, language: str
) -> None:
    swedish = courses.shelf()
    shelf: Any = swedish if language == "sv" else swedish.get_translation(home.locale("en"))
    home.target_group("patients", public=True)
    page = _started(bo, name, shelf)
    starter = starters()[name]
    course = Course.objects.get(key=page.translation_key)
    assert (course.source_language, course.owner_center) == (language, home.center())
    outcomes = [block.value for block in page.get_latest_revision_as_object().objectives]
    assert outcomes == [text[language] for text in starter.outcomes]
    modules = ModulePage.objects.child_of(page).order_by("path")
    assert [m.title for m in modules] == [m.title[language] for m in starter.modules]
    lessons = courses.lessons(page)
    final = lessons[-1]
    assert final.kind == LessonPage.Kind.QUIZ
    assert final.quiz == Quiz.objects.get()
    assert not final.quiz.versions.exists()
    assert QuestionBank.objects.get().center == home.center()
    hints = [b["value"] for b in lessons[0].body.raw_data]
    assert hints == [hint[language] for hint in starter.modules[0].lessons[0].hints]
    assert [g.slug for g in page.target_groups.all()] == starter.target_groups
    assert not Page.objects.descendant_of(page, inclusive=True).filter(live=True).exists()
    event = Event.objects.get(name="course.started")
    assert (event.actor_id, event.data["template"]) == (bo.pk, name)


def test_a_hint_that_is_left_blocks_the_release(bo: User) -> None:
    page = _started(bo)
    course = Course.objects.get(key=page.translation_key)
    left = check_sheet(course, at=courses.RELEASED_AT).blocking
    hinted = {problem.page_id for problem in left}
    assert {lesson.pk for lesson in courses.lessons(page)} <= hinted


def test_a_double_click_begins_one_course(bo: User) -> None:
    _started(bo)
    with pytest.raises(TitleTaken):
        _started(bo)
    assert (CoursePage.objects.count(), Course.objects.count()) == (1, 1)


def test_a_new_course_begins_on_our_page(bo: User) -> None:
    client, shelf = editor(bo), courses.shelf()
    add = reverse("wagtailadmin_pages:add", args=["courses", "coursepage", shelf.pk])
    assert client.get(add)["Location"] == _address(shelf)
    assert client.get(f"{add}?empty=1").status_code == 200
    posted = {"starter": "cases", "title": TITLE}
    response = client.post(_address(shelf), posted)
    page = CoursePage.objects.get()
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert page.owner == bo
    again = client.post(_address(shelf), posted)
    assert again.status_code == 200
    assert again.context["form"].errors.keys() == {"title"}
    lesson = courses.lessons(page)[0]
    for one in (page, lesson):
        assert client.get(reverse("wagtailadmin_pages:edit", args=[one.pk])).status_code == 200


@pytest.mark.parametrize("posted", [{"starter": "cases"}, {"title": TITLE}, {"starter": "x"}])
def test_bad_input_keeps_what_was_typed(bo: User, posted: dict[str, str]) -> None:
    client, shelf = editor(bo), courses.shelf()
    response = client.post(_address(shelf), posted)
    assert response.status_code == 200
    assert posted.get("title", "") in response.text
    assert not CoursePage.objects.exists()


@pytest.mark.parametrize(
    ("permission", "center", "status"),
    [
        ("educator", "uppsala", 200),
        ("office", None, 200),
        ("educator", "skane", 404),
        ("manager", "skane", 404),
        ("reviewer", "uppsala", 404),
    ],
)
def test_who_may_begin_a_course_on_a_shelf(
    permission: str, center: str | None, status: int
) -> None:
    user = home.person("who@example.org", "Vem Som Helst")
    home.delegation(user, permission, home.center(center) if center else None)
    shelf = courses.shelf(home.center("uppsala"))
    client = editor(user)
    assert client.get(_address(shelf)).status_code == status
    client.post(_address(shelf), {"starter": "rules", "title": TITLE})
    assert CoursePage.objects.exists() == (status == 200)


@pytest.fixture
def author(bo: User) -> Client:
    return editor(bo)


def test_a_copy_gets_keys_of_its_own_and_changes_nothing_of_the_first(author: Client) -> None:
    quiz = courses.quiz()
    course = courses.released(lessons=2, quiz=quiz)
    page = CoursePage.objects.get(translation_key=course.key, locale__language_code="sv")
    shelf = page.get_parent()
    posted = {
        "new_title": "Kopian",
        "new_slug": "kopian",
        "new_parent_page": str(shelf.pk),
        "copy_subpages": "on",
    }
    author.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), posted)
    copy = CoursePage.objects.get(slug="kopian")
    pages, copies = (
        Page.objects.descendant_of(root, inclusive=True).select_related("latest_revision")
        for root in (page, copy)
    )
    keys = {str(one.translation_key) for one in pages}
    new = {str(one.translation_key) for one in copies}
    assert (len(pages), len(copies)) == (5, 5)
    assert not keys & new
    for one in copies:
        content = json.dumps(one.latest_revision.content, default=str)
        assert not any(key in content for key in keys), one
    made = Course.objects.get(key=copy.translation_key)
    assert (made.current, made.status, made.owner_center) == (
        None,
        Course.Status.DRAFT,
        course.owner_center,
    )
    assert [lesson.quiz for lesson in courses.lessons(copy)] == [None, None, quiz.quiz]
    assert not copy.live
