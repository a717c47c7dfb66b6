"""Answers in a browser when something gets in the way: no network, a second tab, a lost sign-in."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from lms.learning.models import Attempt, Enrollment, Progress, Response
from lms.users.models import User
from tests.factories import courses, learning
from tests.personas import ada

__all__ = ["ada"]
pytestmark = pytest.mark.django_db(transaction=True)
LONG = "<p>Kontrollera identiteten två tillsammans.</p>" * 120


def sign_in(context: BrowserContext, site: str, person: User) -> None:
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])


@pytest.fixture
def attempt(context: BrowserContext, live_server: LiveServer, ada: User) -> Attempt:
    sign_in(context, live_server.url, ada)
    return learning.begun(
        learning.enrolled(ada, learning.course(quiz=courses.quiz(size=3))), seed=1
    )


def open_question(page: Page, site: str, attempt: Attempt, number: int = 1) -> None:
    page.goto(f"{site}/en/attempts/{attempt.uid}/{number}/", wait_until="networkidle")


def choose(page: Page, number: int) -> None:
    """The option that stands so far down."""
    page.locator("label.answer").nth(number).click()


def test_without_a_network_the_answer_stays_and_is_sent_when_it_is_back(
    page: Page, console: list[str], live_server: LiveServer, attempt: Attempt
) -> None:
    open_question(page, live_server.url, attempt)
    page.context.set_offline(offline=True)
    choose(page, 0)
    expect(page.locator("#saved")).to_contain_text("Not saved yet. We will try again.")
    expect(page.locator("input[name=option]").nth(0)).to_be_checked()
    assert not Response.objects.exists()
    page.context.set_offline(offline=False)
    expect(page.locator("#saved")).to_contain_text("Saved", timeout=10_000)
    assert Response.objects.get().options == attempt.paper[0]["options"][:1]
    console.clear()


def test_an_answer_left_behind_without_a_network_is_sent_from_the_next_page(
    page: Page, console: list[str], live_server: LiveServer, attempt: Attempt
) -> None:
    open_question(page, live_server.url, attempt)
    page.context.set_offline(offline=True)
    choose(page, 1)
    expect(page.locator("#saved")).to_contain_text("Not saved yet.")
    page.context.set_offline(offline=False)
    with page.expect_response("**/1/answer/"):
        open_question(page, live_server.url, attempt, 2)
    assert Response.objects.get().options == attempt.paper[0]["options"][1:2]
    console.clear()


def test_a_second_tab_shows_what_the_first_one_saved(
    page: Page, console: list[str], live_server: LiveServer, attempt: Attempt
) -> None:
    open_question(page, live_server.url, attempt)
    other = page.context.new_page()
    open_question(other, live_server.url, attempt)
    choose(other, 1)
    expect(other.locator("#saved")).to_contain_text("Saved")
    choose(page, 0)
    expect(page.locator("#saved")).to_contain_text("You answered this in another tab")
    expect(page.locator("input[name=option]").nth(1)).to_be_checked()
    choose(page, 0)
    expect(page.locator("#saved")).to_contain_text("Saved")
    assert Response.objects.get().options == attempt.paper[0]["options"][:1]
    console.clear()


def test_a_lost_sign_in_says_so_and_keeps_the_answer(
    page: Page, console: list[str], live_server: LiveServer, attempt: Attempt, ada: User
) -> None:
    open_question(page, live_server.url, attempt)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    choose(page, 0)
    expect(page.locator("#saved")).to_contain_text("Sign in again to save it.")
    sign_in(page.context, live_server.url, ada)
    with page.expect_response("**/1/answer/"):
        open_question(page, live_server.url, attempt)
    expect(page.locator("#saved")).to_contain_text("Saved")
    assert Response.objects.get().options == attempt.paper[0]["options"][:1]
    console.clear()


def test_keys_choose_answers_and_a_reload_changes_nothing(
    page: Page, live_server: LiveServer, attempt: Attempt
) -> None:
    open_question(page, live_server.url, attempt)
    page.keyboard.press("b")
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.reload()
    expect(page.locator("input[name=option]").nth(1)).to_be_checked()
    page.get_by_role("button", name="Save and go to question 2").click()
    page.wait_for_url("**/2/")
    page.go_back()
    expect(page.locator("input[name=option]").nth(1)).to_be_checked()
    assert Response.objects.get().version == 1


def test_a_lesson_opens_where_it_was_left_on_another_device(
    page: Page, live_server: LiveServer, ada: User
) -> None:
    sign_in(page.context, live_server.url, ada)
    body = [{"type": "text", "value": LONG}]
    enrollment = learning.enrolled(ada, courses.released(body=body))
    page.goto(f"{live_server.url}/en/learn/{enrollment.uid}/", wait_until="networkidle")
    page.mouse.wheel(0, 3000)
    expect(page.locator("#saved")).to_contain_text("Saved", timeout=15_000)
    kept = Progress.objects.get().position
    assert 0 < kept <= 1000
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto(f"{live_server.url}/en/learn/{enrollment.uid}/")
    page.wait_for_function("scrollY > 0")
    assert Enrollment.objects.get().status == Enrollment.Status.ACTIVE
