"""Every screen in a browser: no violation, no complaint, no sideways scroll, none forgotten."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from django.test.signals import template_rendered
from playwright.sync_api import Page
from pytest_django import DjangoDbBlocker

from certificates.sheet import document
from tests import browser as look
from tests import stage
from tests.screens.centers import centers
from tests.screens.leaving import own_data
from tests.screens.screens import ORGANISATIONS, Screen, every
from tests.screens.world import World
from tests.screens.writing import bank, courses_begun

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
ELSEWHERE = ("emails/", "wagtailadmin/")
PHONE, DESK = {"width": 320, "height": 800}, {"width": 1440, "height": 900}


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    addresses = override_settings(ROOT_URLCONF="tests.screens.urls", OIDC_PROVIDERS=ORGANISATIONS)
    with addresses, stage.standing(django_db_blocker) as url:
        yield url


@pytest.fixture(scope="module")
def shown() -> Iterator[set[str]]:
    """The names of the templates that were used."""
    names: set[str] = set()

    def used(template: Any, **_more: Any) -> None:
        names.add(str(template.name))

    template_rendered.connect(used)
    yield names
    template_rendered.disconnect(used)


@pytest.fixture(scope="module")
def world(db: str, shown: set[str]) -> World:
    return World()


def test_every_screen_is_readable_for_everybody_and_no_template_is_without_one(
    page: Page, console: list[str], db: str, world: World, shown: set[str]
) -> None:
    page.set_default_timeout(15_000)
    # Colours that are still changing have no contrast to be measured.
    page.emulate_media(reduced_motion="reduce")
    faults: list[str] = []
    screens = [
        *every(world),
        *bank(world),
        *courses_begun(world),
        *centers(world),
        # Last, because it closes an account.
        *own_data(world),
    ]
    for screen in screens:
        faults += [f"{screen.name}: {fault}" for fault in visit(page, console, db, world, screen)]
    assert document(world.papers["ready"], language="sv")
    faults += [f"no screen shows {name}" for name in forgotten(shown)]
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def visit(page: Page, console: list[str], site: str, world: World, screen: Screen) -> list[str]:
    """What is wrong with a screen."""
    page.context.clear_cookies()
    if screen.who:
        look.sign_in(page, site, world.people[screen.who])
    page.set_viewport_size(DESK if screen.editor else PHONE)  # type: ignore[arg-type]
    answer = page.goto(site + screen.path)
    found = []
    if answer and answer.status != screen.status:
        found.append(f"answers {answer.status}")
    if screen.act:
        screen.act(page)
        page.wait_for_load_state()
    found += seen(page, screen)
    if screen.main:
        page.set_viewport_size(DESK)  # type: ignore[arg-type]
        page.emulate_media(color_scheme="dark")
        found += [f"dark, {fault}" for fault in seen(page, screen)]
        page.emulate_media(color_scheme="light")
    # A page that answers with its fault is a complaint of the browser's, not of the page.
    found += [said for said in console if "the server responded with a status of" not in said]
    console.clear()
    return found


def seen(page: Page, screen: Screen) -> list[str]:
    found = look.violations(page)
    found += [f"“{word}” is broken without a hyphen" for word in look.broken_words(page)]
    wider = look.overflow(page)
    return [*found, f"{wider} px too wide"] if wider else found


def forgotten(shown: set[str]) -> list[str]:
    """Templates that no screen used, but for mails and for parts of Wagtail's own forms."""
    all_of_them = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")}
    return sorted(name for name in all_of_them - shown if not name.startswith(ELSEWHERE))
