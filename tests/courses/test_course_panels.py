"""The form of a course: what is shown beside its fields, what is marked, what a draft may lack."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, streamfield

from courses.models import CoursePage
from courses.selectors.beside import beside
from lms.users.models import User
from tests.courses.editor import editor
from tests.factories import courses

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(bo: User) -> Client:
    return editor(bo)


def _said(text: str) -> str:
    with translation.override("sv"):
        return translation.gettext(text)


def _edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_tabs_follow_the_work_of_an_author(author: Client) -> None:
    text = author.get(_edit(courses.draft(lessons=1))).text
    tabs = ("Content", "Audience", "Assessment", "Validity", "People", "Address")
    places = [text.index(f"tab-label-{_slug(_said(tab))}") for tab in tabs]
    assert places == sorted(places)


def _slug(text: str) -> str:
    return re.sub(r"\W+", "_", text.lower().translate(str.maketrans("åäö", "aao")))


def test_modules_quizzes_languages_and_owner_stand_beside(author: Client) -> None:
    quiz = courses.quiz(max_attempts=3)
    draft = courses.draft(lessons=2, quiz=quiz)
    shown = beside(draft, None)
    assert [(m.title, m.minutes, len(m.lessons)) for m in shown.modules] == [("Modul 1", 15, 3)]
    (line,) = shown.quizzes
    assert (line.questions, line.pass_mark, line.max_attempts) == (2, 80, 3)
    assert [(one.code, one.is_source) for one in shown.languages] == [("en", False), ("sv", True)]
    text = author.get(_edit(draft)).text
    for address in (reverse("quiz_edit", args=[quiz.quiz_id]), _edit(courses.lessons(draft)[0])):
        assert f'href="{address}"' in text
    assert draft.get_parent().specific.center.name_sv in text


def test_a_translation_shows_the_quizzes_of_its_source(author: Client) -> None:
    draft = courses.draft(lessons=1, quiz=courses.quiz())
    twin: Any = draft.get_translation(Locale.objects.get(language_code="en"))
    assert [one.title for one in beside(twin, draft).quizzes] == [str(courses.quiz().quiz)]
    form = author.get(_edit(twin)).context["form"]
    assert not {"level", "target_groups", "review_due"} & form.fields.keys()


def _new(author: Client) -> Any:
    shelf = courses.shelf()
    address = reverse("wagtailadmin_pages:add", args=["courses", "coursepage", shelf.pk])
    return author.get(f"{address}?empty=1", follow=True)


def test_what_a_release_needs_is_marked_before_the_first_save(author: Client) -> None:
    form = _new(author).context["form"]
    marked = {name for name, field in form.fields.items() if field.required}
    assert {"title", "summary", "objectives", "target_groups", "review_due"} <= marked


def test_a_draft_may_lack_what_is_marked(author: Client) -> None:
    shelf = courses.shelf()
    address = reverse("wagtailadmin_pages:add", args=["courses", "coursepage", shelf.pk])
    empty = streamfield([])
    posted = nested_form_data(
        {
            "title": "Ny kurs",
            "slug": "ny-kurs",
            "level": "foundation",
            "cover": "cell",
            "objectives": empty,
            "people": empty,
            "references": empty,
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
    )
    response = author.post(address, posted)
    assert response.status_code == 302, response.context["form"].errors
    assert CoursePage.objects.filter(slug="ny-kurs").exists()


@pytest.mark.parametrize("size", [1, 6])
def test_what_stands_beside_costs_the_same_whatever_the_size(
    size: int, django_assert_num_queries: Any
) -> None:
    draft = courses.draft(lessons=size, modules=size, quiz=courses.quiz(size=size))
    with django_assert_num_queries(6):
        beside(draft, None)
