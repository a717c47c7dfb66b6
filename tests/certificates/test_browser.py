"""The pages in a real browser: readable at any width, without a complaint from axe or console."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from certificates.models import Certificate
from lms.users.models import User
from tests.browser import violations
from tests.factories.certificates import certificate, drawn

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def issued() -> Certificate:
    ada = User.objects.create_user("ada@example.org", display_name="Ada Lind")
    return certificate(ada, valid_until=date(2099, 12, 4))


@pytest.fixture
def signed_in(page: Page, live_server: LiveServer, issued: Certificate) -> Page:
    client = Client()
    client.force_login(issued.holder)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}]
    )
    return page


@pytest.mark.parametrize("width", [320, 1440])
def test_every_page_of_certificates_reads_well(
    signed_in: Page, live_server: LiveServer, issued: Certificate, width: int
) -> None:
    drawn(issued)
    signed_in.set_viewport_size({"width": width, "height": 900})
    for address in (
        f"/sv/certificates/{issued.pk}/",
        f"/sv/verify/{issued.code}/",
        "/en/verify/?code=ABCD",
    ):
        signed_in.goto(live_server.url + address)
        assert violations(signed_in) == []
        wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not signed_in.evaluate(wider)


def test_the_download_appears_by_itself_when_the_paper_is_drawn(
    signed_in: Page, live_server: LiveServer, issued: Certificate
) -> None:
    signed_in.goto(f"{live_server.url}/en/certificates/{issued.pk}/")
    expect(signed_in.get_by_text("The PDF is being prepared.")).to_be_visible()
    drawn(issued)
    expect(signed_in.get_by_role("link", name="Download PDF")).to_be_visible(timeout=15_000)
