"""The front door: four ways in, with counts that are true now."""

import re

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from courses.models import LeafletIndexPage, LeafletPage
from home.models import CenterIndexPage, CenterPage
from lms.core import content
from tests.factories import courses, home
from tests.factories.listed import listed

pytestmark = pytest.mark.django_db


@pytest.fixture
def network() -> None:
    """A catalogue, two leaflets, a center with its page."""
    for group in ("clinicians", "pharmacists", "patients", "industry"):
        home.target_group(group, public=group == "patients")
    courses.course_index()
    index = home.pair(home.home_page(), LeafletIndexPage, {"sv": "patienter", "en": "patients"})
    home.pair(index, LeafletPage, {"sv": "larmkort", "en": "alert-card"}, urgent_first=True)
    home.pair(index, LeafletPage, {"sv": "fore", "en": "before"})
    centers = home.pair(home.home_page(), CenterIndexPage, {"sv": "centrum", "en": "centers"})
    home.pair(
        centers,
        CenterPage,
        {"sv": "uppsala", "en": "uppsala"},
        center=home.center("uppsala", glyph_position=1),
    )


def doors(client: Client, address: str = "/en/") -> dict[str, str]:
    html = client.get(address).content.decode()
    found = re.findall(r'<a href="([^"]*)"><strong>([^<]*)</strong>.*?<span>([^<]*)', html)
    return {title: f"{url} {text}" for url, title, text in found}


def test_four_doors_lead_to_what_each_group_came_for(client: Client, network: None) -> None:
    listed("one")
    listed("two", target_groups=["clinicians", "patients"])
    found = doors(client)
    assert found["Clinicians"].startswith("/en/courses/?for=clinicians ")
    assert found["Clinicians"].endswith("2 courses.")
    assert found["Patients"].startswith("/en/patients/ ")
    assert found["Patients"].endswith("2 leaflets, 1 course.")
    assert found["Industry"].endswith("0 courses.")


def test_a_released_course_is_counted_at_once(client: Client, network: None) -> None:
    doors(client)
    listed("one")
    assert doors(client)["Clinicians"].endswith("1 course.")


def test_the_search_leads_to_the_catalogue(client: Client, network: None) -> None:
    html = client.get("/sv/").content.decode()
    assert '<form class="search" role="search" action="/sv/kurser/" method="get">' in html


def test_a_relative_reaches_the_alarm_leaflet_in_two_taps(client: Client, network: None) -> None:
    door = doors(client)["Patients"].split()[0]
    assert 'href="/en/patients/alert-card/"' in client.get(door).content.decode()
    assert client.get("/en/patients/alert-card/").status_code == 200


def test_the_start_page_costs_ten_statements_at_most(
    client: Client, network: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counted = []
    for number in range(2):
        listed(f"course-{number}")
        content.forget()
        caches["pages"].clear()
        with django_assert_max_num_queries(10) as captured:
            client.get("/sv/")
        counted.append(len(captured))
    assert counted[0] == counted[1]
    with django_assert_max_num_queries(1):
        client.get("/sv/")


@pytest.mark.parametrize(
    "address",
    ["/sv/", "/sv/patienter/", "/sv/patienter/larmkort/", "/sv/centrum/", "/sv/centrum/uppsala/"],
)
def test_public_pages_hold_no_token_and_set_no_cookie(
    client: Client, network: None, address: str
) -> None:
    reply = client.get(address)
    assert reply.status_code == 200
    assert not reply.cookies
    assert b"csrfmiddlewaretoken" not in reply.content
    assert b'method="post"' not in reply.content


@pytest.mark.parametrize(
    "address", ["/sv/patienter/", "/sv/patienter/larmkort/", "/sv/centrum/", "/sv/centrum/uppsala/"]
)
def test_every_page_costs_ten_statements_at_most(
    client: Client,
    network: None,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    address: str,
) -> None:
    with django_assert_max_num_queries(10):
        client.get(address)


def test_pages_say_where_they_are_in_the_other_language(client: Client, network: None) -> None:
    html = client.get("/sv/patienter/larmkort/").content.decode()
    assert '<link rel="alternate" hreflang="en" href="/en/patients/alert-card/">' in html


def test_a_page_without_a_sister_offers_no_other_language(client: Client, network: None) -> None:
    LeafletPage.objects.get(slug="alert-card").unpublish()
    html = client.get("/sv/patienter/larmkort/").content.decode()
    assert "hreflang" not in html
