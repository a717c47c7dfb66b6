"""Whoever finds a mistake can say so, and it reaches those who answer for the page."""

from typing import Any

import pytest
from django.test import Client

from courses.models import LeafletIndexPage, LeafletPage
from home.forms import local_path
from home.models import PageReport
from tests.factories import home
from tests.factories.listed import listed

pytestmark = pytest.mark.django_db
REPORT = "/en/report/"


def send(client: Client, **fields: str) -> Any:
    return client.post(REPORT, {"page": "/en/", "text": "Grade 2 is wrong.", **fields})


def test_a_report_is_kept_and_thanked_for(client: Client) -> None:
    reply = client.post(REPORT, {"page": "/en/about/", "text": "The link is dead."}, follow=True)
    row = PageReport.objects.get()
    assert (row.path, row.text, row.owner) == ("/en/about/", "The link is dead.", None)
    assert b"Thank you." in reply.content
    assert b'href="/en/about/"' in reply.content


def test_a_report_about_a_course_goes_to_the_center_that_keeps_it(client: Client) -> None:
    listed("car-t", center=home.center("skane"))
    send(client, page="/en/courses/skane/car-t/")
    assert PageReport.objects.get().owner == home.center("skane")


def test_a_report_about_a_leaflet_goes_to_its_owner(client: Client) -> None:
    index = home.pair(home.home_page(), LeafletIndexPage, {"sv": "patienter", "en": "patients"})
    owner = home.center("karolinska")
    home.pair(index, LeafletPage, {"sv": "larmkort", "en": "alert-card"}, owner_center=owner)
    send(client, page="/en/patients/alert-card/")
    assert PageReport.objects.get().owner == owner


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": ""}, "Write what is wrong."),
        ({"text": "x" * 5001}, "Shorten the text to 5000 characters."),
        ({"text": "Patient 19121212-1212 called."}, "Take out the personal identity number."),
        ({"text": "121212-1212"}, "Take out the personal identity number."),
        ({"reply_to": "nobody"}, "Write the address as name@example.org, or leave it empty."),
    ],
)
def test_what_was_typed_stays_beside_the_reason(
    client: Client, fields: dict[str, str], says: str
) -> None:
    reply = send(client, **{"reply_to": "me@example.org", **fields})
    html = reply.content.decode()
    assert reply.status_code == 422
    assert html.count(says) == 2
    assert "Error:" in html
    assert fields.get("text", "Grade 2 is wrong.") in html
    assert fields.get("reply_to", "me@example.org") in html
    assert not PageReport.objects.exists()


@pytest.mark.parametrize(
    "text", ["Dose 1212 on page 34.", "Call 018-611 00 00.", "ICH E6(R3) 2025-07-23, 30 minutes"]
)
def test_numbers_that_are_nobodys_may_be_written(client: Client, text: str) -> None:
    send(client, text=text)
    assert PageReport.objects.get().text == text


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:1",
        "/a b",
        "x",
        "",
    ],
)
def test_only_addresses_of_ours_are_led_back_to(client: Client, path: str) -> None:
    assert local_path(path) == ""
    html = client.get(REPORT, {"page": path, "sent": "1"}).content.decode()
    assert "evil" not in html.split("<main")[1].split("</main>")[0]


def test_a_report_needs_its_token() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(REPORT, {"text": "x"}).status_code == 403
    assert not PageReport.objects.exists()
