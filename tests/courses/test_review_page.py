"""The page of a review: who sees it, who does what on it, and that locked texts stay."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Comment
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses import actions
from courses.models import Approval, CoursePage, LessonPage, Review
from home.centers.models import Delegation
from lms.users.models import User
from tests.courses.editor import editor
from tests.factories import courses, home

pytestmark = pytest.mark.django_db
AT = courses.RELEASED_AT
Permission = Delegation.Permission


@pytest.fixture
def draft() -> CoursePage:
    return courses.draft(lessons=1)


@pytest.fixture
def klara() -> User:
    return courses.reviewer("klara")


def _at(page: Any, name: str = "course_review") -> str:
    return reverse(name, args=[page.pk])


def test_an_author_hands_in_and_sees_who_has_it(draft: CoursePage, bo: User, klara: User) -> None:
    client = editor(bo)
    assert client.get(_at(draft)).status_code == 200
    posted = {"languages": ["sv", "en"], "note": "Ny dos i lektion 1."}
    assert client.post(_at(draft, "course_submit"), posted).status_code == 302
    review = Review.objects.get()
    assert (review.submitted_by, review.languages) == (bo, ["sv", "en"])
    shown = client.get(_at(draft)).text
    assert klara.display_name in shown
    assert "Ny dos i lektion 1." in shown


def test_three_people_take_the_steps_on_the_page(draft: CoursePage, bo: User) -> None:
    review = courses.submit(draft, by=bo)
    for step, person in courses.approvers().items():
        client = editor(person)
        shown = client.get(_at(draft))
        assert _at(draft, "course_approve") in shown.text
        posted = {"review": review.pk, "step": step, "note": "Bra."}
        for _click in range(2):
            assert client.post(_at(draft, "course_approve"), posted).status_code == 302
    assert list(review.approvals.values_list("step", flat=True)) == ["clinical", "second", "office"]


def test_a_reviewer_asks_for_changes_and_says_which(
    draft: CoursePage, bo: User, klara: User
) -> None:
    review, client = courses.submit(draft, by=bo), editor(klara)
    address = _at(draft, "course_ask_changes")
    assert client.post(address, {"review": review.pk}).status_code == 200
    assert client.post(address, {"review": review.pk, "note": "Se dosen."}).status_code == 302
    assert "Se dosen." in editor(bo).get(_at(draft)).text


def test_what_was_typed_stays_where_it_cannot_be_kept(draft: CoursePage, bo: User) -> None:
    review = courses.submit(draft, by=bo)
    sven = courses.reviewer("sven")
    posted = {"review": review.pk, "step": "second", "note": "Mitt omdöme"}
    response = editor(sven).post(_at(draft, "course_approve"), posted)
    assert response.status_code == 200
    assert "Mitt omdöme" in response.text
    assert not Approval.objects.exists()


def test_what_is_left_to_complete_is_listed_with_a_link(draft: CoursePage, bo: User) -> None:
    lesson, client = courses.lessons(draft)[0], editor(bo)
    courses.edit(lesson, body=[])
    posted = {"languages": ["sv", "en"]}
    for response in (client.get(_at(draft)), client.post(_at(draft, "course_submit"), posted)):
        assert response.status_code == 200
        assert reverse("wagtailadmin_pages:edit", args=[lesson.pk]) in response.text
    assert not Review.objects.exists()


def test_the_author_takes_it_back(draft: CoursePage, bo: User) -> None:
    review = courses.submit(draft, by=bo)
    posted = {"review": review.pk}
    assert editor(bo).post(_at(draft, "course_withdraw"), posted).status_code == 302
    review.refresh_from_db()
    assert review.outcome == Review.Outcome.WITHDRAWN


@pytest.mark.parametrize(
    ("permission", "center", "reads", "writes"),
    [
        (Permission.EDUCATOR, "uppsala", True, True),
        (Permission.MANAGER, "uppsala", True, True),
        (Permission.OFFICE, None, True, True),
        (Permission.REVIEWER, "uppsala", True, False),
        (Permission.REVIEWER, None, True, False),
        (Permission.EDUCATOR, "skane", False, False),
        (Permission.MANAGER, "skane", False, False),
        (Permission.REVIEWER, "skane", False, False),
        (Permission.COORDINATOR, "uppsala", False, False),
    ],
)
def test_who_sees_a_review(
    draft: CoursePage, permission: str, center: str | None, reads: bool, writes: bool
) -> None:
    review = courses.submit(draft)
    user = home.person("who@example.org", "Vem Som Helst")
    home.delegation(user, permission, home.center(center) if center else None)
    client = editor(user)
    assert (client.get(_at(draft)).status_code == 200) is reads
    posted = {"review": review.pk, "step": "clinical", "note": "Text", "languages": ["sv"]}
    for name in ("course_approve", "course_ask_changes"):
        if not reads:
            assert client.post(_at(draft, name), posted).status_code in {302, 404}
            assert Review.objects.get().outcome == ""
    if not writes:
        assert client.post(_at(draft, "course_submit"), posted).status_code in {302, 404}
        assert client.post(_at(draft, "course_withdraw"), posted).status_code in {302, 404}
    review.refresh_from_db()
    assert review.outcome == ""


def test_a_review_of_another_course_is_not_found(draft: CoursePage, klara: User) -> None:
    other = courses.submit(courses.draft("annan", lessons=1))
    posted = {"review": other.pk, "step": "clinical"}
    assert editor(klara).post(_at(draft, "course_approve"), posted).status_code == 404


def _lesson_form(title: str, comments: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    rows = comments or []
    posted: dict[str, Any] = nested_form_data(
        {
            "title": title,
            "kind": "reading",
            "minutes": 99,
            "body": streamfield([("text", rich_text("<p>Ändrat i smyg.</p>"))]),
            "comments": {
                "TOTAL_FORMS": len(rows),
                "INITIAL_FORMS": 0,
                "MIN_NUM_FORMS": 0,
                "MAX_NUM_FORMS": "",
                **{str(place): row for place, row in enumerate(rows)},
            },
        }
    )
    return posted


COMMENT = {
    "text": "Vilken dos?",
    "contentpath": "title",
    "position": "",
    "resolved": "",
    "id": "",
    "DELETE": "",
    "replies": {
        "TOTAL_FORMS": 0,
        "INITIAL_FORMS": 0,
        "MIN_NUM_FORMS": 0,
        "MAX_NUM_FORMS": "",
    },
}


@pytest.mark.parametrize("who", ["klara", "bo"])
def test_in_review_comments_are_kept_and_nothing_else(
    draft: CoursePage, bo: User, klara: User, who: str
) -> None:
    lesson = courses.lessons(draft)[0]
    review = courses.submit(draft, by=bo)
    client = editor({"klara": klara, "bo": bo}[who])
    address = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    shown = client.get(address)
    assert shown.status_code == 200
    assert _at(draft) in shown.text
    assert (_at(draft, "course_release") in shown.text) is (who == "bo")
    response = client.post(address, _lesson_form("Ny titel", [COMMENT]))
    assert response.status_code == 302
    newest: Any = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    assert (newest.title, newest.minutes) == (lesson.title, lesson.minutes)
    assert "smyg" not in str(newest.body)
    assert Comment.objects.get().text == "Vilken dos?"
    approver = courses.reviewer("sven") if who == "klara" else klara
    assert actions.approve(review=review, step="clinical", by=approver, at=AT)


def test_a_reviewer_opens_no_form_outside_a_review(draft: CoursePage, klara: User) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[courses.lessons(draft)[0].pk])
    assert editor(klara).get(address).status_code == 302


def test_after_a_review_texts_are_edited_again(draft: CoursePage, bo: User) -> None:
    review = courses.submit(draft, by=bo)
    actions.withdraw(review=review, by=bo, at=AT)
    lesson = courses.lessons(draft)[0]
    address = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    editor(bo).post(address, _lesson_form("Ny titel"))
    newest: Any = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    assert newest.title == "Ny titel"


@pytest.mark.parametrize("size", [1, 5])
def test_the_pages_cost_the_same_whatever_the_size(bo: User, size: int) -> None:
    draft = courses.draft(lessons=size)
    courses.release(draft)
    courses.edit(courses.lessons(draft)[0], title="Ny rubrik")
    client = editor(bo)
    spent = []
    for step in (None, "clinical"):
        if step:
            courses.submit(draft, by=bo)
        client.get(_at(draft))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(_at(draft)).status_code == 200
        spent.append(len(queries))
    assert max(spent) <= 60, spent
