"""A relative looks for when to call: at night, on a phone, without an account."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker

from lms.demo import network, site
from tests import browser as look
from tests import stage

PHONE = "08-000 00 00"
WORDS = {
    "sv": {
        "door": "Patienter och närstående",
        "leaflet": "Larmkort efter CAR-T",
        "call": "Ring genast om jag får",
        "reviewed": "Granskad 20 november 2026.",
        "by": "hematolog, sjuksköterska på akuten",
        "menu": "Kurser",
        "other": "Read in English",
        "there": "Alert card after CAR-T",
    },
    "en": {
        "door": "Patients and relatives",
        "leaflet": "Alert card after CAR-T",
        "call": "Call at once if I get",
        "reviewed": "Reviewed 20 November 2026.",
        "by": "a haematologist, an emergency nurse",
        "menu": "Courses",
        "other": "Läs på svenska",
        "there": "Larmkort efter CAR-T",
    },
}
both_languages = pytest.mark.parametrize("language", ["sv", "en"])


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with stage.standing(django_db_blocker) as url:
        yield url


@pytest.fixture(scope="module")
def address(db: str) -> str:
    """The network's site as the demo has it, without courses."""
    network.load_words()
    network.load_centers()
    site.load_site()
    return db


@both_languages
def test_the_alarm_leaflet_is_two_taps_from_home_and_prints_on_two_pages(
    page: Page, address: str, language: str
) -> None:
    words, hosts = WORDS[language], set[str]()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.set_viewport_size({"width": 375, "height": 780})
    page.goto(f"{address}/{language}/")
    page.locator("#main").get_by_role("link", name=words["door"]).click()
    page.get_by_role("link", name=words["leaflet"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words["leaflet"])
    assert look.overflow(page) == 0
    number = page.get_by_text(PHONE).bounding_box()
    assert number
    assert number["y"] < 2 * 780  # one scroll

    page.emulate_media(media="print")
    paper = page.inner_text("body")
    for said in (words["call"], PHONE, words["reviewed"], words["by"]):
        assert said in paper
    for screen_only in (words["menu"], words["other"]):
        assert screen_only not in paper
    assert 1 <= pages(page.pdf(format="A4")) <= 2

    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage)") == []
    assert hosts == {urlsplit(address).netloc}


@both_languages
def test_the_leaflet_is_the_same_without_script_and_in_the_other_language(
    browser: Browser, address: str, language: str
) -> None:
    words = WORDS[language]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{language}/")
    page.locator("#main").get_by_role("link", name=words["door"]).click()
    page.get_by_role("link", name=words["leaflet"]).click()
    expect(page.get_by_text(PHONE)).to_be_visible()
    assert page.locator(".needs-script:visible").count() == 0
    page.get_by_role("link", name=words["other"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words["there"])
    assert context.cookies() == []
    context.close()


def pages(pdf: bytes) -> int:
    """How many sheets a PDF of Chromium has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
