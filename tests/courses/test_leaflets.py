"""Leaflets: the point first, when to call where it is flagged, two pages on paper, no trace."""

import pytest
from django.test import Client

from courses.models import LeafletPage
from courses.selectors import leaflets
from tests.factories import home
from tests.factories.leaflets import leaflet
from tests.factories.listed import listed

pytestmark = pytest.mark.django_db
URL = "/en/patients/alert-card/"


def test_when_to_call_stands_first_where_it_is_flagged(client: Client) -> None:
    leaflet(urgent_first=True)
    html = client.get(URL).content.decode()
    assert html.index("fever of 38") < html.index("Week 1")


def test_else_the_text_keeps_its_order(client: Client) -> None:
    leaflet(urgent_first=False)
    html = client.get(URL).content.decode()
    assert html.index("Week 4") < html.index("fever of 38")


def test_it_says_who_reviewed_it_whom_to_ask_and_what_words_mean(client: Client) -> None:
    leaflet()
    html = client.get(URL).content.decode()
    for words in (
        "A haematologist and four readers.",
        "uppsala@example.org",
        "A strong reaction.",
        "Who do I call at night?",
        "Only an example.",
        "018-000 00 00",
        "Läs på svenska",
    ):
        assert words in html


def test_the_index_lists_leaflets_and_courses_without_an_account(client: Client) -> None:
    leaflet(urgent_first=True)
    home.target_group("patients", public=True)
    listed("open-to-all", access="public", target_groups=["patients"])
    listed("with-account", access="open", target_groups=["patients"])
    html = client.get("/en/patients/").content.decode()
    assert "Says when to call" in html
    assert "Kurs open-to-all" in html
    assert "Kurs with-account" not in html


def test_listening_time_is_counted_in_whole_minutes() -> None:
    assert leaflets.minutes(LeafletPage(title="One")) == 1
    assert leaflets.minutes(LeafletPage(title="One", lead="word " * 260)) == 3
