"""Writing a question and a quiz in a real browser: no report, no fault, rows that move."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from courses.assessments import actions
from courses.assessments.models import QuestionVersion, QuizVersion
from lms.users.models import User
from tests import browser
from tests.courses.editor import editor
from tests.factories import courses, home

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page: Page, live_server: LiveServer, bo: User) -> Page:
    """Bo's browser."""
    courses.quiz(size=3)
    courses.draft(lessons=1)
    editor(bo)
    browser.sign_in(page, live_server.url, bo)
    page.set_viewport_size({"width": 1280, "height": 900})
    return page


def test_a_question_is_written_moved_and_put_into_a_quiz(
    desk: Page, console: list[str], live_server: LiveServer, caplog: pytest.LogCaptureFixture
) -> None:
    bank = actions.open_bank(center=home.center(), slug="bank-uppsala", name="Bank")
    desk.goto(f"{live_server.url}{reverse('question_new')}?bank={bank.pk}")
    desk.locator("[name=use][value=graded]").check()
    desk.locator("[name=stem_sv]").fill("Vad gör du?")
    rows = desk.locator("[data-row]")
    for place, text in enumerate(("Ett", "Två")):
        rows.nth(place).locator("[name$=text_sv]").fill(text)
    rows.nth(1).locator("[name$=correct]").check()
    rows.nth(1).locator("[data-do=up]").click()
    expect(rows.first.locator("[name$=text_sv]")).to_have_value("Två")
    desk.locator("[data-more]").click()
    rows.last.locator("[name$=text_sv]").fill("Tre")
    rows.nth(2).locator("[data-do=remove]").click()
    assert browser.violations(desk) == []
    desk.locator("button.button:not([name])[type=submit]").last.click()
    desk.wait_for_url("**/questions/*/")
    version = QuestionVersion.objects.get(question__bank=bank, stem__sv="Vad gör du?")
    written = [(o.text["sv"], o.is_correct) for o in version.options.all()]
    assert written == [("Två", True), ("Ett", False), ("Tre", False)]
    # While the message comes its colours have no contrast to be measured.
    expect(desk.locator(".messages > ul")).to_have_css("opacity", "1")
    assert browser.violations(desk) == []

    quiz = QuizVersion.objects.get().quiz
    desk.goto(live_server.url + reverse("quiz_edit", args=[quiz.pk]))
    desk.locator("details summary").first.click()
    desk.locator(f"#add-{version.question_id}").check()
    assert browser.violations(desk) == []
    desk.locator("[name=rows][value=more]").click()
    expect(desk.locator("[data-row]")).to_have_count(4)
    desk.locator("[data-row]").last.locator("[data-do=up]").click()
    desk.locator("button.button:not([name])[type=submit]").last.click()
    desk.wait_for_url("**/quizzes/*/")
    newest = QuizVersion.objects.latest("number")
    asked = [item.question_version for item in newest.items.all()]
    assert (newest.number, asked[2]) == (2, version)

    for name in ("question_list", "question_banks", "quiz_list"):
        desk.goto(live_server.url + reverse(name))
        assert browser.violations(desk) == [], name
        for width in (1280, 375):
            desk.set_viewport_size({"width": width, "height": 800})
            assert browser.overflow(desk) <= 0, (name, width)
    assert console == []
    assert [one for one in caplog.records if one.message == "csp.report"] == []


def test_everything_works_without_script(
    desk: Page, console: list[str], live_server: LiveServer, bo: User
) -> None:
    plain = desk.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    page = plain.new_page()
    browser.sign_in(page, live_server.url, bo)
    question = QuestionVersion.objects.first()
    assert question
    page.goto(live_server.url + reverse("question_edit", args=[question.question_id]))
    page.locator("[data-row]").nth(1).locator("[data-do=up]").click()
    expect(page.locator("[name$='text_sv']").first).to_have_value("Svar 2 (sv)")
    page.locator("button.button:not([name])[type=submit]").last.click()
    newest = question.question.versions.latest("number")
    assert [o.text["sv"][:6] for o in newest.options.all()] == ["Svar 2", "Svar 1", "Svar 3"]
    plain.close()
