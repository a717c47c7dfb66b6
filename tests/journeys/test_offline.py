"""The network goes away in the middle of a quiz: nothing is lost, and words say where it stands."""

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from lms.learning.models import Attempt, Response
from lms.users.models import User
from tests import browser as look
from tests.factories import courses, learning
from tests.journeys.walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)
RIGHT = {"sv": "Svar 1 (sv)", "en": "Svar 1 (en)"}


@pytest.fixture
def attempt(ada: User) -> Attempt:
    """Ada has begun the questions of her course."""
    enrollment = learning.enrolled(ada, learning.course(quiz=courses.quiz(size=2)))
    return learning.begun(enrollment)


def questions(attempt: Attempt, language: str) -> str:
    with translation.override(language):
        return reverse("learning:attempt", args=[attempt.uid])


def right(page: Page, language: str) -> Locator:
    """The right answer to the first question."""
    return page.locator("#q1").get_by_label(RIGHT[language])


def saved() -> list[list[int]]:
    """What the server holds."""
    return list(Response.objects.values_list("options", flat=True))


def lost(route: Route) -> None:
    route.abort("internetdisconnected")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_answer_waits_on_the_screen_until_it_is_saved(
    page: Page, live_server: LiveServer, console: list[str], attempt: Attempt, language: str
) -> None:
    look.sign_in(page, live_server.url, attempt.enrollment.learner)
    walk = Walk(page, live_server.url, language)
    page.goto(live_server.url + questions(attempt, language))
    page.route("**/answer/", lost)
    right(page, language).check()
    state = page.locator("#saved")
    expect(state).to_have_text(walk.say("Not saved yet. We will try again."))
    expect(right(page, language)).to_be_checked()
    assert saved() == []

    page.unroute("**/answer/")
    expect(state).to_contain_text(walk.say("Saved"), timeout=15_000)
    assert saved() == [learning.options(attempt, 1)]
    console.clear()


def test_an_answer_outlives_the_tab_it_was_given_in(
    page: Page, live_server: LiveServer, console: list[str], attempt: Attempt
) -> None:
    look.sign_in(page, live_server.url, attempt.enrollment.learner)
    address = live_server.url + questions(attempt, "en")
    page.goto(address)
    page.route("**/answer/", lost)
    right(page, "en").check()
    expect(page.locator("#saved")).to_contain_text("Not saved yet")
    page.unroute("**/answer/")
    other = page.context.new_page()
    page.close()
    other.goto(address)
    expect(right(other, "en")).to_be_checked()
    expect(other.locator("#saved")).to_contain_text("Saved", timeout=15_000)
    assert saved() == [learning.options(attempt, 1)]
    console.clear()
