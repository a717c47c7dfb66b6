"""What a browser with an empty cache fetches for a course page: requests, bytes and script."""

import gzip
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, Response
from pytest_django.live_server_helper import LiveServer

from tests.factories.listed import listed, outline

pytestmark = pytest.mark.django_db(transaction=True)
# The web server compresses these; fonts are compressed already.
TEXT = ("text/", "application/javascript", "image/svg+xml")


@dataclass(frozen=True)
class Fetched:
    """One answer as production sends it."""

    path: str
    kind: str
    sent: int


def _fetched(response: Response, host: str) -> Fetched:
    kind = response.headers.get("content-type", "")
    body = response.body()
    text = kind.startswith(TEXT) and "content-encoding" not in response.headers
    return Fetched(
        response.url.removeprefix(host), kind, len(gzip.compress(body) if text else body)
    )


def test_a_first_visit_is_light(page: Page, live_server: LiveServer) -> None:
    listed("car-t", outline=outline(3, 4), minutes=60)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  it marks what it calls
    page.goto(f"{live_server.url}/en/courses/uppsala/car-t/", wait_until="networkidle")
    found = [_fetched(answer, live_server.url) for answer in answers]
    assert all(answer.status == 200 for answer in answers)
    assert all(answer.url.startswith(live_server.url) for answer in answers)
    assert len(found) <= 10, [each.path for each in found]
    assert sum(each.sent for each in found) <= 140_000, found
    assert sum(each.sent for each in found if "javascript" in each.kind) <= 30_000
