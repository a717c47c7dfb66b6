"""A nurse from the first visit to a certificate that anybody can check."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from certificates.models import Certificate
from lms.core import jobs
from lms.learning.models import Enrollment
from tests import browser as look
from tests.factories import courses
from tests.journeys.walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)
RIGHT = {"sv": "Svar 1 (sv)", "en": "Svar 1 (en)"}
LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 375, "height": 780}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_from_signing_up_to_a_certificate_that_is_checked(
    browser: Browser, live_server: LiveServer, console: list[str], language: str, script: bool
) -> None:
    course = courses.released(quiz=courses.quiz(size=3))

    laptop = open_window(browser, live_server, language, console, script=script, phone=False)
    sign_up(laptop)
    read_all(laptop)
    begin_and_leave(laptop, script=script)
    laptop.page.context.close()

    phone = open_window(browser, live_server, language, console, script=script, phone=True)
    come_back_by_code(phone)
    answer_the_rest(phone, script=script)
    certificate = Certificate.objects.get()
    assert Enrollment.objects.get(course=course).status == Enrollment.Status.COMPLETED
    take_the_paper(phone, certificate)
    phone.page.context.close()

    check_as_a_stranger(browser, live_server, certificate, script=script)
    assert console == []


def open_window(
    browser: Browser,
    live_server: LiveServer,
    language: str,
    heard: list[str],
    *,
    script: bool,
    phone: bool,
) -> Walk:
    size = PHONE if phone else LAPTOP
    context = browser.new_context(java_script_enabled=script, viewport=size)  # type: ignore[arg-type]
    page = context.new_page()
    look.listen(page, heard)
    return Walk(page, live_server.url, language)


def sign_up(walk: Walk) -> None:
    """From the catalogue to the first lesson; the way leads back to the course by itself."""
    walk.go({"sv": "kurser/", "en": "courses/"}[walk.language])
    walk.page.get_by_role("link", name="Kurs car-t").click()
    walk.press("Sign in to enroll")
    walk.press("Create an account")
    walk.fill("Name", "Elin Sandberg")
    walk.fill("Email", "elin@example.org")
    walk.press("Create account")
    walk.heading("Confirm your email")
    walk.enter_mailed_code("Confirm")
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("Kurs car-t")
    walk.press("Enroll")
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("Lektion 1.1")


def read_all(walk: Walk) -> None:
    walk.press("Mark as done and go on")
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("Lektion 1.2")
    walk.press("Mark as done and go on")
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("Slutfrågor")


def begin_and_leave(walk: Walk, *, script: bool) -> None:
    """With script each answer is saved as it is chosen, without it by the button."""
    walk.press("Start the questions")
    choose(walk, 1)
    if script:
        expect(walk.page.locator("#saved")).to_contain_text(walk.say("Saved"))
        walk.page.locator("[data-onward]:visible").click()
        walk.page.wait_for_url("**/#q2")
    else:
        walk.press("Save")
        walk.page.wait_for_url("**/#review")


def choose(walk: Walk, number: int) -> None:
    walk.page.locator(f"#q{number}").get_by_label(RIGHT[walk.language]).check()


def come_back_by_code(walk: Walk) -> None:
    walk.go("accounts/login/")
    walk.fill("Email", "elin@example.org")
    walk.press("Send me a code instead")
    walk.enter_mailed_code("Sign in")
    walk.page.locator(".resume .button").click()
    walk.press("Go on with your answers")


def answer_the_rest(walk: Walk, *, script: bool) -> None:
    """From the first question without an answer; those before it are as they were left."""
    shown = walk.page.locator(".step:visible")
    if script:
        expect(shown).to_have_id("q2")
        walk.page.locator(".dots a").first.click()
    expect(walk.page.locator("#q1").get_by_label(RIGHT[walk.language])).to_be_checked()
    for number in (2, 3):
        if script:
            walk.page.locator("[data-onward]:visible").click()
            expect(shown).to_have_id(f"q{number}")
        choose(walk, number)
    if script:
        walk.press("Look through your answers")
        walk.sees("All questions have an answer. You can still change any of them.")
    walk.press("Hand in")
    walk.heading("You passed")


def take_the_paper(walk: Walk, certificate: Certificate) -> None:
    walk.press("See your certificate")
    walk.sees("The PDF is being prepared. It is ready in a moment.")
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("Elin Sandberg")
    jobs.drain()
    walk.page.reload()
    with walk.page.expect_download() as download:
        walk.press("Download PDF")
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    walk.go("my-learning/")
    expect(walk.page.locator(f"a[href*='{certificate.pk}']").first).to_be_visible()


def check_as_a_stranger(
    browser: Browser, live_server: LiveServer, certificate: Certificate, *, script: bool
) -> None:
    """The address on paper has no language; whoever scans it reads their own."""
    context = browser.new_context(java_script_enabled=script, locale="sv-SE")
    page: Page = context.new_page()
    page.goto(f"{live_server.url}/verify/{certificate.code}/")
    expect(page.locator(".verdict")).to_contain_text("Intyget gäller")
    expect(page.locator("body")).to_contain_text("Elin Sandberg")
    assert context.cookies() == []
    context.close()
