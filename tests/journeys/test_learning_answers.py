"""Answers in a browser when something gets in the way: no network, a second tab, a lost sign-in."""

import re
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect
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
    page.goto(f"{site}/en/attempts/{attempt.uid}/#q{number}", wait_until="networkidle")


def choose(page: Page, number: int) -> None:
    """The option of the question shown that stands so far down."""
    page.locator("label.answer:visible").nth(number).click()


def box(page: Page, number: int) -> Locator:
    return page.locator("label.answer:visible input").nth(number)


def expect_question(page: Page, number: int) -> None:
    """That question is shown, and no other."""
    expect(page.locator(".step:visible")).to_have_id(f"q{number}")
    expect(page.locator(".dots [aria-current]")).to_contain_text(str(number))


def all_right(page: Page, size: int) -> None:
    for number in range(1, size + 1):
        expect_question(page, number)
        page.get_by_label("Svar 1 (en)").and_(page.locator(":visible")).check()
        page.locator("[data-onward]:visible").click()


def test_without_a_network_the_answer_stays_and_is_sent_when_it_is_back(
    page: Page, console: list[str], live_server: LiveServer, attempt: Attempt
) -> None:
    open_question(page, live_server.url, attempt)
    page.context.set_offline(offline=True)
    choose(page, 0)
    expect(page.locator("#saved")).to_contain_text("Not saved yet. We will try again.")
    expect(box(page, 0)).to_be_checked()
    assert not Response.objects.exists()
    page.context.set_offline(offline=False)
    expect(page.locator("#saved")).to_contain_text("Saved", timeout=10_000)
    assert Response.objects.get().options == attempt.paper[0]["options"][:1]
    console.clear()


def test_a_whole_quiz_is_answered_without_a_network_and_handed_in_when_it_is_back(
    page: Page, console: list[str], live_server: LiveServer, attempt: Attempt
) -> None:
    open_question(page, live_server.url, attempt)
    page.context.set_offline(offline=True)
    all_right(page, 3)
    expect(page.locator("#review .status--late")).to_have_count(3)
    expect(page.locator(".dots .wait")).to_have_count(3)
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator("#review [role=alert]")).to_contain_text("Not handed in yet")
    page.context.set_offline(offline=False)
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You passed")
    assert Attempt.objects.get().right == 3
    console.clear()


def test_an_answer_left_behind_without_a_network_is_sent_from_the_next_page(
    page: Page, console: list[str], live_server: LiveServer, attempt: Attempt
) -> None:
    open_question(page, live_server.url, attempt)
    page.context.set_offline(offline=True)
    choose(page, 1)
    expect(page.locator("#saved")).to_contain_text("Not saved yet.")
    page.goto("about:blank")
    page.context.set_offline(offline=False)
    # In the other language, and at another question.
    page.goto(f"{live_server.url}/sv/attempts/{attempt.uid}/#q2", wait_until="networkidle")
    expect(page.locator("#saved")).to_contain_text("Sparat")
    assert Response.objects.get().options == attempt.paper[0]["options"][1:2]
    console.clear()


def test_a_second_tab_is_told_at_the_question_what_the_first_one_saved(
    page: Page, console: list[str], live_server: LiveServer, attempt: Attempt
) -> None:
    open_question(page, live_server.url, attempt)
    other = page.context.new_page()
    open_question(other, live_server.url, attempt)
    choose(other, 1)
    expect(other.locator("#saved")).to_contain_text("Saved")
    page.locator("label.answer:visible").nth(0).click()
    expect(page.locator("#q1 [role=alert]")).to_contain_text("You answered this in another tab")
    expect(box(page, 1)).to_be_checked()
    choose(page, 0)
    expect(page.locator("#saved")).to_contain_text("Saved")
    expect(page.locator("#q1 [role=alert]")).to_have_count(0)
    assert Response.objects.get().options == attempt.paper[0]["options"][:1]
    console.clear()


def test_handing_in_stops_at_the_question_that_was_answered_elsewhere(
    page: Page, console: list[str], live_server: LiveServer, attempt: Attempt
) -> None:
    open_question(page, live_server.url, attempt)
    page.route("**/answer/", lambda route: route.abort())
    all_right(page, 3)
    other = page.context.new_page()
    open_question(other, live_server.url, attempt, 2)
    wrong = attempt.paper[1]["options"].index(learning.options(attempt, 2, right=False)[0])
    choose(other, wrong)
    # What the first tab left on the device goes first, so this is a change of it.
    expect(other.locator("#saved")).to_contain_text("Saved")
    page.get_by_role("button", name="Hand in").click()
    expect_question(page, 2)
    expect(page.locator("#q2 [role=alert]")).to_contain_text("You answered this in another tab")
    assert Attempt.objects.get().state == Attempt.State.IN_PROGRESS
    page.goto(page.url.replace("#q2", "#review"))
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Not yet")
    assert Attempt.objects.get().right == 2
    console.clear()


def test_a_lost_sign_in_says_so_and_leads_back_to_the_question(
    page: Page, console: list[str], live_server: LiveServer, attempt: Attempt, ada: User
) -> None:
    open_question(page, live_server.url, attempt, 2)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    choose(page, 0)
    expect(page.locator("#saved")).to_contain_text("Sign in again to save it.")
    link = page.locator("#saved a").get_attribute("href") or ""
    assert unquote(link).endswith(f"?next=/en/attempts/{attempt.uid}/#q2")
    page.locator("#saved a").click()
    page.wait_for_url("**/login/**")
    sign_in(page.context, live_server.url, ada)
    open_question(page, live_server.url, attempt, 2)
    expect(page.locator("#saved")).to_contain_text("Saved")
    assert Response.objects.get().options == attempt.paper[1]["options"][:1]
    console.clear()


def test_keys_choose_for_the_question_shown_and_enter_goes_on(
    page: Page, live_server: LiveServer, attempt: Attempt
) -> None:
    open_question(page, live_server.url, attempt)
    page.keyboard.press("b")
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.keyboard.press("Enter")
    expect_question(page, 2)
    page.keyboard.press("3")
    expect(box(page, 2)).to_be_checked()
    expect(page.locator("#saved")).to_contain_text("Saved")
    rows = Response.objects.order_by("pk").values_list("options", flat=True)
    assert list(rows) == [attempt.paper[0]["options"][1:2], attempt.paper[1]["options"][2:3]]
    assert Attempt.objects.get().state == Attempt.State.IN_PROGRESS


def test_going_from_question_to_question_asks_the_server_nothing(
    page: Page, live_server: LiveServer, attempt: Attempt
) -> None:
    open_question(page, live_server.url, attempt)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("link", name="Go to question 2").click()
    expect_question(page, 2)
    page.get_by_role("link", name="Go to question 3").click()
    page.get_by_role("link", name="Look through your answers").click()
    expect(page.locator(".step:visible")).to_have_id("review")
    page.locator("#review li a").first.click()
    expect_question(page, 1)
    page.go_back()
    page.go_back()
    expect_question(page, 3)
    # Drawings come from the browser's own store.
    assert [url for url in asked if "/static/" not in url] == []


def test_a_reload_changes_nothing_and_stays_at_the_question(
    page: Page, live_server: LiveServer, attempt: Attempt
) -> None:
    page.goto(f"{live_server.url}/en/attempts/{attempt.uid}/", wait_until="networkidle")
    choose(page, 1)
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.reload()
    expect_question(page, 1)
    expect(box(page, 1)).to_be_checked()
    assert Response.objects.get().version == 1
    language = page.locator("a[hreflang=sv]")
    language.click()
    page.wait_for_url("**/sv/attempts/**#q1")
    expect(page).to_have_title(re.compile(r" 1 .* 3, Kurs car-t \(sv\)"))


def test_skipping_to_the_question_leaves_the_one_that_is_shown(
    page: Page, live_server: LiveServer, attempt: Attempt
) -> None:
    open_question(page, live_server.url, attempt, 3)
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/#main")
    expect_question(page, 3)


def test_a_double_click_on_handing_in_and_going_back_are_harmless(
    page: Page, live_server: LiveServer, attempt: Attempt
) -> None:
    open_question(page, live_server.url, attempt)
    all_right(page, 3)
    page.get_by_role("button", name="Hand in").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("You passed")
    page.reload()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("You passed")
    assert Attempt.objects.count() == 1


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
