"""The release page: who may, what it says, and that nothing typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from courses import actions
from courses.models import Course, CoursePage, CourseVersion, Review
from home.centers.models import Delegation
from lms.signatures.selectors import signatures_of
from lms.users.models import User
from tests.courses.editor import editor
from tests.factories import courses, home, learning
from tests.lms.users.steps import prove

pytestmark = pytest.mark.django_db
AT = courses.RELEASED_AT
BOTH = {"note_sv": "Första versionen.", "note_en": "First version."}


@pytest.fixture
def draft() -> CoursePage:
    return courses.draft(lessons=1)


@pytest.fixture
def author(bo: User) -> Client:
    """Bo in the editor, having just proved who he is."""
    client = editor(bo)
    prove(client, bo)
    return client


def _address(page: CoursePage, name: str = "course_release") -> str:
    return reverse(name, args=[page.pk])


def test_an_educator_releases_what_was_approved(
    author: Client, draft: CoursePage, bo: User
) -> None:
    courses.reviewed(draft)
    assert author.get(_address(draft)).status_code == 200
    response = author.post(_address(draft), BOTH)
    assert response.status_code == 302
    version = CourseVersion.objects.get()
    assert (version.number, version.released_by, version.languages) == ("1.0", bo, ["sv", "en"])
    assert version.text("change_note", "sv") == "Första versionen."


def test_a_release_is_signed_once(author: Client, draft: CoursePage, bo: User) -> None:
    courses.reviewed(draft)
    for _click in range(2):
        author.post(_address(draft), BOTH)
    version = CourseVersion.objects.get()
    (signature,) = signatures_of(version)
    assert (signature.signer, signature.meaning) == (bo, "course.released")
    assert (signature.sha256, signature.method) == (version.content_hash, "password")


def test_whoever_did_not_prove_who_they_are_does_it_first(draft: CoursePage, bo: User) -> None:
    courses.reviewed(draft)
    response = editor(bo).post(_address(draft), BOTH)
    assert response.status_code == 302
    assert "reauthenticate" in response["Location"]
    assert not CourseVersion.objects.exists()


def test_there_is_no_form_before_the_last_step(author: Client, draft: CoursePage) -> None:
    people = list(courses.approvers().items())
    for taken in range(3):
        if taken:
            actions.withdraw(
                review=Review.objects.open().get(), by=courses.reviewer("klara"), at=AT
            )
        courses.reviewed(draft, approvals=dict(people[:taken]))
        shown = author.get(_address(draft))
        assert 'name="note_sv"' not in shown.text
        assert people[taken][1].display_name in shown.text
        assert author.post(_address(draft), BOTH).status_code == 200
    assert not CourseVersion.objects.exists()


def test_the_next_release_asks_for_the_kind_of_change(author: Client, draft: CoursePage) -> None:
    courses.release(draft)
    courses.edit(draft, summary="Ny sammanfattning.")
    courses.reviewed(draft)
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
        assert 'name="note_sv"' not in response.text
    assert CourseVersion.objects.count() == 1


def test_what_changed_after_the_approval_is_not_released(author: Client, draft: CoursePage) -> None:
    courses.reviewed(draft)
    courses.edit(courses.lessons(draft)[0], title="Efteråt")
    assert 'name="note_sv"' not in author.get(_address(draft)).text
    author.post(_address(draft), BOTH)
    assert not CourseVersion.objects.exists()


def test_nothing_typed_is_lost(author: Client, draft: CoursePage) -> None:
    courses.reviewed(draft)
    response = author.post(_address(draft), {"note_sv": "Min text"})
    assert "Min text" in response.text
    assert not CourseVersion.objects.exists()


def test_more_than_wording_cannot_be_editorial(author: Client, draft: CoursePage) -> None:
    courses.release(draft)
    courses.edit(draft, hours="2.0")
    courses.reviewed(draft)
    response = author.post(_address(draft), {**BOTH, "impact": "editorial"})
    assert response.status_code == 200
    assert "1.0" in response.text
    assert CourseVersion.objects.count() == 1


def test_it_says_how_many_people_it_concerns(author: Client) -> None:
    course = courses.released("other", lessons=1)
    learning.enrolled(home.person("ada@example.org", "Ada"), course)
    page = CoursePage.objects.get(translation_key=course.key, locale__language_code="sv")
    courses.edit(page, summary="Ny.")
    courses.reviewed(page)
    one = "%(people)s person is under way in the course."
    with translation.override("sv"):
        sentence = translation.ngettext(one, one, 1) % {"people": 1}
    assert sentence in author.get(_address(page)).text


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
    courses.reviewed(draft)
    prove(client, user)
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
