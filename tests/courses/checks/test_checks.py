"""What blocks a release, and what is only said, on the page of checks."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from courses.assessments import actions as questions
from courses.assessments.models import Question
from courses.checks.selectors import CheckSheet, check_sheet
from courses.models import Course, CoursePage
from lms.users.models import User
from tests.courses.editor import editor
from tests.factories import courses, home

pytestmark = pytest.mark.django_db
HARD = " ".join(["Behandlingsansvariga specialistläkare kontrollerar identitetshandlingarna"] * 12)


def checked(page: CoursePage) -> CheckSheet:
    course = Course.objects.select_related("current").get(key=page.translation_key)
    with translation.override("en"):
        return check_sheet(course, at=courses.RELEASED_AT)


def said(page: CoursePage) -> list[str]:
    return [problem.text for problem in checked(page).advice]


def blocked(page: CoursePage) -> list[str]:
    return [problem.text for problem in checked(page).blocking]


@pytest.fixture
def draft() -> CoursePage:
    """Two lessons of five minutes; ten minutes on the certificate."""
    return courses.draft(lessons=2, hours="0.2")


def test_a_good_draft_is_not_stopped(draft: CoursePage) -> None:
    assert blocked(draft) == []
    assert said(draft) == ["No question is linked to any of the outcomes."]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ([{"type": "text", "value": "<h3>Djup</h3><p>Text</p>"}], "“Djup” skips a level"),
        ([{"type": "text", "value": "<h2></h2><p>Text</p>"}], "a heading is empty"),
    ],
)
def test_headings_out_of_order_block(draft: CoursePage, body: Any, sentence: str) -> None:
    courses.edit(courses.lessons(draft)[0], body=body)
    assert [sentence in text for text in blocked(draft)] == [True]


def test_an_image_without_description_blocks(draft: CoursePage) -> None:
    image = get_image_model().objects.create(title="Påse", file=get_test_image_file())
    value = {"image": image.pk, "decorative": False, "alt_text": ""}
    lesson = courses.lessons(draft)[0]
    block = {"type": "image", "value": {"image": value, "caption": ""}}
    courses.edit(lesson, body=[*courses.BODY, block])
    assert len(blocked(draft)) == 1
    value["decorative"] = True
    courses.edit(lesson, body=[*courses.BODY, block])
    assert blocked(draft) == []


def test_a_missing_review_date_blocks_and_a_past_one_is_said(draft: CoursePage) -> None:
    courses.edit(draft, review_due=None)
    assert blocked(draft) == ["Say by which day the course is to be reviewed again."]
    courses.edit(draft, review_due=date(2026, 1, 15))
    assert blocked(draft) == []
    assert any("15 January 2026" in text for text in said(draft))


@pytest.mark.parametrize(("hours", "warns"), [(None, False), ("0.4", False), ("1.5", True)])
def test_minutes_are_compared_with_the_certificate(
    draft: CoursePage, hours: str | None, warns: bool
) -> None:
    courses.edit(draft, hours=hours)
    assert any("the certificate says" in text for text in said(draft)) is warns


def test_outcomes_without_a_question_are_named() -> None:
    version = courses.question()
    quiz = questions.write_quiz(
        center=home.center(),
        slug="final",
        titles=courses.both("Slut"),
        questions=[version],
        at=courses.RELEASED_AT,
    )
    page = courses.draft(lessons=1, quiz=quiz, hours=None)
    lesson = courses.lessons(page)[0]
    Question.objects.filter(pk=version.question_id).update(
        lesson_key=lesson.translation_key, objective=1
    )
    assert said(page) == ["No question tests outcome 2: “Veta när du ska larma”."]


def test_a_question_without_a_reason_is_named() -> None:
    bank = questions.open_bank(center=home.center(), slug="b", name="Bank")
    version = questions.write_question(
        bank=bank,
        slug="q",
        use=Question.Use.PRACTICE,
        kind="single",
        stem=courses.both("Fråga"),
        options=[{"text": courses.both(t), "correct": t == "A"} for t in "AB"],
        feedback={"sv": "Därför"},
        at=courses.RELEASED_AT,
    )
    block = {"type": "practice", "value": str(version.question.key)}
    page = courses.draft(lessons=1, body=[*courses.BODY, block], hours=None)
    assert "The question “Fråga (en)” gives no reason in English." in said(page)
    assert not any("reason in Swedish" in text for text in said(page))


def test_a_translation_left_behind_is_named() -> None:
    page = CoursePage.objects.get(
        translation_key=courses.released(lessons=1, hours=None).key, locale__language_code="sv"
    )
    lesson = courses.lessons(page)[0]
    sentence = "The text in English is older than the one in Swedish."
    assert sentence not in said(page)
    # Saved again, but says the same.
    courses.edit(lesson)
    assert sentence not in said(page)
    courses.edit(lesson, title="Ny rubrik")
    (found,) = [p for p in checked(page).advice if p.text == sentence]
    twin = lesson.get_translation(home.locale("en"))
    assert found.page_id == twin.pk
    courses.edit(twin, title="New title")
    assert sentence not in said(page)


@pytest.mark.parametrize(("public", "limit"), [(False, 50), (True, 35)])
def test_hard_texts_are_named_with_the_limit_of_their_readers(public: bool, limit: int) -> None:
    group = home.target_group("patients" if public else "pharmacists", public=public)
    page = courses.draft(lessons=1, body=[{"type": "text", "value": f"<p>{HARD}</p>"}])
    courses.edit(page, target_groups=[group])
    assert any(f"at most {limit}" in text for text in said(page))
    assert all(text.too_hard for text in checked(page).texts)


def test_more_words_than_minutes_are_named() -> None:
    long = "<p>" + "Det är bra. " * 600 + "</p>"
    page = courses.draft(lessons=1, body=[{"type": "text", "value": long}])
    assert "1800 words cannot be read in 5 minutes." in said(page)


def test_links_that_readers_cannot_open_are_named(draft: CoursePage) -> None:
    lesson = courses.lessons(draft)[1]
    closed = f'<p><a linktype="page" id="{lesson.pk}">Nästa</a></p>'
    own = f'<p><a linktype="page" id="{draft.pk}">Kursen</a></p>'
    gone = '<p><a linktype="page" id="999999">Borta</a></p>'
    first = courses.lessons(draft)[0]
    for html, advised, stopped in ((closed, 1, 0), (own, 0, 0), (gone, 0, 1)):
        courses.edit(first, body=[{"type": "text", "value": html}])
        told = [text for text in said(draft) if "readers cannot open" in text]
        assert (len(told), len(blocked(draft))) == (advised, stopped)
    assert Page.objects.filter(pk=lesson.pk, live=False).exists()


def test_the_page_lists_both_and_links_to_the_places(bo: User, draft: CoursePage) -> None:
    courses.edit(courses.lessons(draft)[0], body=[])
    client = editor(bo)
    address = reverse("course_checks", args=[draft.pk])
    text = client.get(address).text
    assert reverse("wagtailadmin_pages:edit", args=[courses.lessons(draft)[0].pk]) in text
    assert "LIX" in text
    assert client.post(address).status_code == 405
    for page in (draft, courses.lessons(draft)[0]):
        form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert address in form.text


@pytest.mark.parametrize("who", ["david", "eva"])
def test_others_do_not_find_it(draft: CoursePage, who: str, request: Any) -> None:
    client: Client = editor(request.getfixturevalue(who))
    assert client.get(reverse("course_checks", args=[draft.pk])).status_code in {302, 404}


@pytest.mark.parametrize("size", [1, 6])
def test_checking_costs_the_same_whatever_the_size(size: int) -> None:
    quiz = courses.quiz(size=size)
    practice = courses.question("p", use=Question.Use.PRACTICE).question
    block = {"type": "practice", "value": str(practice.key)}
    page = courses.draft(lessons=size, quiz=quiz, body=[*courses.BODY, block])
    courses.release(page)
    course = Course.objects.select_related("current").get(key=page.translation_key)
    with CaptureQueriesContext(connection) as queries:
        check_sheet(course, at=courses.RELEASED_AT)
    assert len(queries) <= 25
