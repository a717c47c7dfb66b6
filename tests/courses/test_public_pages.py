"""Public pages in a real browser: for everybody, on any screen, with and without script."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from home.centers.models import Facility
from home.models import CenterIndexPage, CenterPage, StandardPage
from tests import browser as look
from tests.factories import home
from tests.factories.leaflets import leaflet
from tests.factories.listed import listed, outline

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (320, 768, 1440)
ADDRESSES = (
    "/en/",
    "/en/courses/",
    "/en/courses/?q=nothing-like-it&for=clinicians",
    "/en/courses/uppsala/car-t/",
    "/en/patients/",
    "/en/patients/alert-card/",
    "/en/centers/",
    "/en/centers/uppsala/",
    "/en/about/",
    "/en/report/?page=/en/",
    "/en/nothing/",
)


@pytest.fixture
def site() -> None:
    """One of everything that the public sees."""
    for group in ("clinicians", "patients"):
        home.target_group(group, public=group == "patients")
    home.job_role("nurse")
    center = home.center("uppsala", glyph_position=1)
    listed(
        "car-t",
        access="public",
        outline=outline(2, 3),
        texts={"notice": "Only an example.", "objectives": ["know when to call"]},
    )
    listed("thawing", center=home.center("skane"), level="expert")
    leaflet(urgent_first=True)
    start = home.home_page()
    centers = home.pair(start, CenterIndexPage, {"sv": "centrum", "en": "centers"})
    home.pair(centers, CenterPage, {"sv": "uppsala", "en": "uppsala"}, center=center)
    home.pair(start, StandardPage, {"sv": "om", "en": "about"}, purpose="about")
    Facility.objects.create(center=center, title={"en": "Clean room"}, text={"en": "Five."})


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_public_pages_are_accessible_and_fit(
    page: Page,
    live_server: LiveServer,
    site: None,
    console: list[str],
    theme: Literal["light", "dark"],
) -> None:
    page.emulate_media(color_scheme=theme)
    for address in ADDRESSES:
        page.goto(live_server.url + address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert look.violations(page) == [], (address, width)
            assert look.overflow(page) <= 0, (address, width)
    # The page that is not there is told to the console, and nothing else.
    assert all("404" in line for line in console)
    console.clear()


def test_script_narrows_the_catalogue_without_a_new_page(
    page: Page, live_server: LiveServer, site: None
) -> None:
    page.goto(f"{live_server.url}/en/courses/")
    page.evaluate("window.same = true")
    expert = page.get_by_label(re.compile("^Expert"))
    expert.check()
    expect(page).to_have_url(re.compile(r"/en/courses/\?level=expert$"))
    expect(page.get_by_role("status")).to_have_text("1 course")
    expect(page.get_by_role("heading", name="Kurs car-t")).to_have_count(0)
    expect(page.get_by_role("button", name="Show 1 course")).to_be_visible()
    expect(expert).to_be_focused()
    page.go_back()
    expect(page.get_by_role("heading", name="Kurs car-t")).to_have_count(1)
    assert page.evaluate("window.same")


def test_without_script_the_form_does_the_same(
    browser: Browser, live_server: LiveServer, site: None
) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{live_server.url}/en/courses/")
    plain.get_by_label(re.compile("^Expert")).check()
    plain.get_by_role("button", name=re.compile("^Show")).click()
    assert "level=expert" in plain.url
    expect(plain.get_by_role("status")).to_have_text("1 course")
    plain.locator(".chip").click()
    expect(plain.get_by_role("status")).to_have_text("2 courses")
    assert context.cookies() == []
    context.close()


def test_a_relative_reads_and_prints_without_a_trace(
    page: Page, live_server: LiveServer, site: None
) -> None:
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto(f"{live_server.url}/en/")
    page.locator(".doors a", has_text="Patients").click()
    page.get_by_role("link", name="Alert-Card").click()
    assert page.locator(".urgent .tel").inner_text() == "018-000 00 00"
    assert page.context.cookies() == []
    paper = page.pdf(format="A4")
    assert 1 <= len(re.findall(rb"/Type\s*/Page[^s]", paper)) <= 2
    page.emulate_media(media="print")
    for gone in (".site-header", ".site-footer", ".listen"):
        assert not page.locator(gone).is_visible()
    assert page.locator(".urgent").is_visible()
