"""What journeys share."""

import pytest
from playwright.sync_api import Page, expect

from tests.personas import ada, bo

__all__ = ["ada", "bo"]
# Machines that do other things meanwhile are slow, not wrong.
expect.set_options(timeout=15_000)


@pytest.fixture
def page(page: Page) -> Page:
    """A page that gives up sooner than Playwright does."""
    page.set_default_timeout(15_000)
    return page
