"""The look in a real browser: components in both themes, phone to desk, with and without script."""

from io import BytesIO
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests import browser as look

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (320, 768, 1440)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_component_is_accessible_and_fits(
    page: Page, live_server: LiveServer, theme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=theme)
    page.goto(f"{live_server.url}/en/styleguide/")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert look.violations(page) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_chosen_theme_is_kept(page: Page, live_server: LiveServer) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{live_server.url}/en/styleguide/")
    page.get_by_role("button", name="Switch between light and dark").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(13, 22, 20)"


def test_escape_closes_the_menu_and_gives_the_focus_back(
    page: Page, live_server: LiveServer
) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{live_server.url}/en/styleguide/")
    page.locator(".menu--nav > summary").click()
    assert page.locator(".menu--nav .menu__panel").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".menu--nav .menu__panel").is_visible()
    assert page.evaluate("document.activeElement.matches('.menu--nav > summary')")


def test_an_error_takes_the_reader_to_its_field(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/styleguide/")
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.id") == "id_name"


def test_drawings_come_from_their_files(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/styleguide/")
    page.wait_for_load_state("networkidle")
    for drawing in (".cover--gene", ".dotmap", ".verdict .icon"):
        picture = Image.open(BytesIO(page.locator(drawing).first.screenshot()))
        assert len(picture.getcolors(maxcolors=100_000) or []) > 3, drawing


def test_without_script_no_control_stands_idle(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/styleguide/")
    for control in page.locator(".needs-script").all():
        assert not control.is_visible()
    assert page.locator(".facets input").first.is_visible()
    context.close()
