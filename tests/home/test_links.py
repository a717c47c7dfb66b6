"""One map knows every live page, in each language."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from home import links
from home.models import StandardPage
from lms.core import content
from tests.factories import home

pytestmark = pytest.mark.django_db


@pytest.fixture
def about() -> StandardPage:
    page: StandardPage = home.pair(
        home.home_page(), StandardPage, {"sv": "om", "en": "about"}, purpose="about"
    )
    return page


def test_a_page_is_linked_in_the_readers_language(about: StandardPage) -> None:
    for language, url in (("sv", "/sv/om/"), ("en", "/en/about/")):
        with translation.override(language):
            assert links.page_url(about.pk) == url
            assert links.single("about") == links.link_map().by_url[url]


def test_a_page_without_that_language_is_linked_as_it_is(about: StandardPage) -> None:
    about.get_translation(home.locale("en")).delete()
    assert links.page_url(about.pk, "en") == "/sv/om/"


def test_a_page_that_is_not_live_is_not_linked(about: StandardPage) -> None:
    about.unpublish()
    assert links.page_url(about.pk) == ""


def test_the_map_costs_two_statements_once(
    about: StandardPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    content.forget()
    with content.one_version(), django_assert_num_queries(2):
        links.page_url(about.pk)
        links.parents("/sv/om/")
        links.link_of(about.translation_key)


def test_a_moved_page_is_found_at_its_new_address(client: Client, about: StandardPage) -> None:
    below = home.pair(about, StandardPage, {"sv": "mer", "en": "more"})
    assert client.get("/sv/om/mer/").status_code == 200
    below.move(home.home_page(), pos="last-child")
    assert client.get("/sv/om/mer/").status_code == 404
    assert client.get("/sv/mer/").status_code == 200


def test_a_restricted_page_is_left_to_wagtails_own_door(
    client: Client, about: StandardPage
) -> None:
    below = home.pair(about, StandardPage, {"sv": "mer", "en": "more"})
    restriction = PageViewRestriction.objects.create(
        page=about, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.create(name="Inner circle"))
    assert links.link_map().by_id[below.pk].restricted
    assert client.get("/sv/om/mer/").status_code in {302, 403}
    assert "ETag" not in client.get("/sv/om/mer/")


def test_search_engines_learn_every_public_page_in_its_languages(
    client: Client, about: StandardPage
) -> None:
    xml = client.get("/sitemap.xml").content.decode()
    assert "/sv/om/</loc>" in xml
    assert 'hreflang="en" href="http://localhost:8000/en/about/"' in xml
    assert "Disallow: /cms/" in client.get("/robots.txt").content.decode()
