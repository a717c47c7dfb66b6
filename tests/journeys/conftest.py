"""What journeys share."""

import pytest
from playwright.sync_api import Page

from tests.personas import ada, bo

__all__ = ["ada", "bo"]


@pytest.fixture
def page(page: Page) -> Page:
    """A page that gives up soon: what is not there after seconds does not come."""
    page.set_default_timeout(8_000)
    return page
