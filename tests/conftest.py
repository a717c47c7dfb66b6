"""What every test may ask for."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from playwright.sync_api import Page
from pytest_django.plugin import blocking_manager_key

from lms.core import content
from tests import browser, database

# Playwright keeps an event loop in the thread of the tests; Django would refuse to query there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytest_plugins = ["tests.personas"]
_TRANSACTIONAL = {"live_server", "transactional_db"}


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses by the markers set here
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _leaves_empty_tables(item):
            # The root page and the locale stand there again when such a test begins …
            _fixtures(item).insert(0, "django_db_serialized_rollback")
        if "browser" in _fixtures(item):
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    yield
    if nextitem and _leaves_empty_tables(item) and not _leaves_empty_tables(nextitem):
        # … and when any other follows: browser tests stand together, not at the end.
        with item.config.stash[blocking_manager_key].unblock():
            database.refill()


def _fixtures(item: pytest.Item) -> list[str]:
    names: list[str] = getattr(item, "fixturenames", [])
    return names


def _leaves_empty_tables(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    asked = bool(marker and marker.kwargs.get("transaction"))
    return asked or bool(_TRANSACTIONAL & set(_fixtures(item)))


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip("runs in the lane on PostgreSQL and Redis")
    if item.get_closest_marker("browser") and not browser.chromium():
        pytest.skip("needs Chromium: script/setup dev")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Migrating an empty database takes as long as a hundred tests: start from a migrated copy."""
    test = connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        database.copy_migrated(Path(test["NAME"]))


@pytest.fixture(scope="session", autouse=True)
def _mail_takes_the_queue(django_test_environment: None) -> None:
    """The test runner puts its own mail backend in; ours belongs to what is tested."""
    settings.EMAIL_BACKEND = "lms.notifications.backend.QueuedEmailBackend"


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    content.forget()
    yield
    for each in caches.all():
        each.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return browser.launch_arguments()


@pytest.fixture
def console() -> list[str]:
    """What the browser's console complained about; clear it where a complaint is expected."""
    return []


@pytest.fixture
def page(page: Page, console: list[str]) -> Iterator[Page]:
    """A page in Chromium; the test fails if its console complained at the end."""
    browser.listen(page, console)
    yield page
    assert console == []
