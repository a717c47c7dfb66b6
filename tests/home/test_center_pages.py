"""A center's page shows what it has, says where that is known from, and keeps its courses."""

import pytest
from django.test import Client

from home.centers.models import Expertise, Facility
from home.models import CenterIndexPage, CenterPage
from tests.factories import home
from tests.factories.listed import listed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uppsala() -> None:
    center = home.center("uppsala", glyph_position=1, contact_phone="018-000 00 00")
    index = home.pair(home.home_page(), CenterIndexPage, {"sv": "centrum", "en": "centers"})
    slugs = {"sv": "uppsala", "en": "uppsala"}
    home.pair(index, CenterPage, slugs, center=center, intro="Islets and trials.")
    Facility.objects.create(
        center=center,
        kind={"sv": "Renrum", "en": "Clean room"},
        title={"sv": "Enheten", "en": "The unit"},
        text={"sv": "Fem rum.", "en": "Five rooms."},
        open_to=["healthcare", "industry"],
        source="https://example.org/rooms",
    )
    Expertise.objects.create(center=center, area={"en": "Islets"}, text={"en": "Since 2001."})


def test_it_shows_the_center_in_the_readers_language(client: Client) -> None:
    html = client.get("/en/centers/uppsala/").content.decode()
    for words in ("Five rooms.", "Healthcare, industry", "Since 2001.", "018-000 00 00"):
        assert words in html
    assert "Fem rum." in client.get("/sv/centrum/uppsala/").content.decode()


def test_facts_name_their_source_or_say_that_they_are_samples(client: Client) -> None:
    html = client.get("/en/centers/uppsala/").content.decode()
    assert 'href="https://example.org/rooms"' in html
    assert html.count('tag--amber">Sample') == 1


def test_it_lists_the_courses_the_center_keeps(client: Client) -> None:
    listed("ours", center=home.center("uppsala"))
    listed("theirs", center=home.center("skane"))
    html = client.get("/en/centers/uppsala/").content.decode()
    assert "Kurs ours" in html
    assert "Kurs theirs" not in html
    assert 'href="/en/courses/?center=uppsala"' in html


def test_the_glyph_fills_the_cell_of_the_center(client: Client) -> None:
    html = client.get("/en/centers/").content.decode()
    assert html.count('class="on"') == 1
    assert '<circle class="on" cx="20" cy="8" r="5"/>' in html
