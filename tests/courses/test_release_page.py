"""The release page: who may, what it says, and that nothing typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from courses.authoring.selectors import release_sheet
from courses.models import Course, CoursePage, CourseVersion
from home.centers.models import Delegation
from lms.users.models import User
from tests.courses.editor import editor
from tests.factories import courses, home

pytestmark = pytest.mark.django_db
NOTES = {"note_sv": "Första versionen.", "note_en": "First version."}
BOTH = {"languages": ["sv", "en"], **NOTES}


@pytest.fixture
def draft() -> CoursePage:
    return courses.draft(lessons=1)


@pytest.fixture
def author(bo: User) -> Client:
    return editor(bo)


def _address(page: CoursePage, name: str = "course_release") -> str:
    return reverse(name, args=[page.pk])


def test_an_educator_releases(author: Client, draft: CoursePage, bo: User) -> None:
    assert author.get(_address(draft)).status_code == 200
    response = author.post(_address(draft), BOTH)
    assert response.status_code == 302
    version = CourseVersion.objects.get()
    assert (version.number, version.released_by, version.languages) == ("1.0", bo, ["sv", "en"])
    assert version.text("change_note", "sv") == "Första versionen."


def test_the_next_release_asks_for_the_kind_of_change(author: Client, draft: CoursePage) -> None:
    courses.release(draft)
    courses.edit(draft, summary="Ny sammanfattning.")
    assert 'name="impact"' in author.get(_address(draft)).text
    assert author.post(_address(draft), BOTH).status_code == 200
    assert author.post(_address(draft), {**BOTH, "impact": "editorial"}).status_code == 302
    assert CourseVersion.objects.last().number == "1.1"  # type: ignore[union-attr]


def test_without_a_change_there_is_no_form_and_a_post_is_refused(
    author: Client, draft: CoursePage
) -> None:
    courses.release(draft)
    with translation.override("sv"):
        sentence = translation.gettext("Nothing has changed since the last release.")
    for response in (author.get(_address(draft)), author.post(_address(draft), BOTH)):
        assert response.status_code == 200
        assert sentence in response.text
        assert 'id="w-editor-form"' not in response.text
    assert CourseVersion.objects.count() == 1


def test_chosen_languages_that_did_not_change_make_no_version(
    author: Client, draft: CoursePage
) -> None:
    courses.release(draft, languages=["sv"])
    response = author.post(
        _address(draft), {"languages": ["sv"], "note_sv": "Igen.", "impact": "editorial"}
    )
    assert response.status_code == 302
    assert response["Location"] == _address(draft)
    assert CourseVersion.objects.count() == 1


def test_what_is_left_is_listed_with_a_link(author: Client, draft: CoursePage) -> None:
    lesson = courses.lessons(draft)[0]
    courses.edit(lesson, body=[])
    for response in (author.get(_address(draft)), author.post(_address(draft), BOTH)):
        assert response.status_code == 200
        assert reverse("wagtailadmin_pages:edit", args=[lesson.pk]) in response.text
    assert not CourseVersion.objects.exists()


def test_nothing_typed_is_lost(author: Client, draft: CoursePage) -> None:
    response = author.post(_address(draft), {"languages": ["sv", "en"], "note_sv": "Min text"})
    assert "Min text" in response.text
    assert not CourseVersion.objects.exists()


def test_more_than_wording_cannot_be_editorial(author: Client, draft: CoursePage) -> None:
    courses.release(draft)
    courses.edit(draft, hours="2.0")
    response = author.post(_address(draft), {**BOTH, "impact": "editorial"})
    assert response.status_code == 200
    assert "1.0" in response.text
    assert CourseVersion.objects.count() == 1


def test_what_changed_is_named(author: Client) -> None:
    course = courses.released("other", lessons=2)
    page = CoursePage.objects.get(translation_key=course.key, locale__language_code="sv")
    assert release_sheet(course, at=courses.RELEASED_AT).changes == []
    courses.edit(courses.lessons(page)[0], title="Ny rubrik")
    courses.edit(page, summary="Ny.", hours="2.0")
    with translation.override("en"):
        assert release_sheet(course, at=courses.RELEASED_AT).changes == [
            "Changed: the course page (sv)",
            "Changed: audience, review or validity",
            "Changed: Ny rubrik (sv)",
        ]
    assert "Ny rubrik" in author.get(_address(page)).text


@pytest.mark.parametrize(
    ("permission", "center", "status"),
    [
        ("educator", "uppsala", 200),
        ("manager", "uppsala", 200),
        ("office", None, 200),
        ("educator", "skane", 404),
        ("manager", "skane", 404),
        ("reviewer", "uppsala", 404),
    ],
)
def test_who_may_release(
    draft: CoursePage, permission: str, center: str | None, status: int
) -> None:
    user = home.person("who@example.org", "Vem Som Helst")
    home.delegation(user, permission, home.center(center) if center else None)
    client = editor(user)
    for name in ("course_release", "course_facts"):
        assert client.get(_address(draft, name)).status_code == status
    client.post(_address(draft), BOTH)
    assert CourseVersion.objects.exists() == (status == 200)


def test_the_editor_links_to_the_release(author: Client, draft: CoursePage) -> None:
    for page in (draft, courses.lessons(draft)[0]):
        shown = author.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
        assert _address(draft) in shown
        assert "action-publish" not in shown


def test_access_changes_at_once(author: Client, draft: CoursePage) -> None:
    courses.release(draft)
    assert author.get(_address(draft, "course_facts")).status_code == 200
    author.post(_address(draft, "course_facts"), {"access": "public", "status": "open"})
    assert Course.objects.get().access == Course.Access.PUBLIC


def test_retiring_needs_a_reason(author: Client, draft: CoursePage) -> None:
    courses.release(draft)
    address = _address(draft, "course_facts")
    assert author.post(address, {"access": "open", "status": "retired"}).status_code == 200
    author.post(address, {"access": "open", "status": "retired", "reason": "Ersatt"})
    course = Course.objects.get()
    assert (course.status, course.retired_reason) == (Course.Status.RETIRED, "Ersatt")


def test_a_draft_course_is_opened_by_its_release_only(author: Client, draft: CoursePage) -> None:
    author.post(_address(draft, "course_facts"), {"access": "staff", "status": "open"})
    course = Course.objects.get()
    assert (course.access, course.status) == ("staff", Course.Status.DRAFT)


def test_a_draft_can_be_previewed_and_nothing_is_recorded(
    author: Client, draft: CoursePage
) -> None:
    for page in (draft, courses.lessons(draft)[0]):
        shown = author.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
        assert shown.status_code == 200
        assert page.title in shown.text
    assert Delegation.objects.count() == 1
