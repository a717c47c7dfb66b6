"""Pages without a person in them are kept; everything else is nobody's but the reader's."""

import gzip

import pytest
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from home.models import StandardPage
from lms.core import content
from lms.core.models import ContentVersion
from lms.core.page_cache import PageCacheMiddleware, cacheable
from lms.users.models import User
from tests.factories import home

pytestmark = pytest.mark.django_db
ABOUT = "/en/about/"


@pytest.fixture
def about() -> StandardPage:
    page: StandardPage = home.pair(
        home.home_page(), StandardPage, {"sv": "om", "en": "about"}, purpose="about"
    )
    sister: StandardPage = page.get_translation(home.locale("en"))
    return sister


def test_the_second_reader_costs_one_statement(
    client: Client, about: StandardPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get(ABOUT)
    with django_assert_max_num_queries(1):
        second = client.get(ABOUT)
    assert second.content == first.content
    assert second["ETag"] == first["ETag"]


def test_an_unchanged_page_is_not_sent_again(client: Client, about: StandardPage) -> None:
    mark = client.get(ABOUT)["ETag"]
    again = client.get(ABOUT, headers={"If-None-Match": mark})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == mark


def test_a_change_is_seen_by_the_next_reader(client: Client, about: StandardPage) -> None:
    before = client.get(ABOUT)
    about.title = "About the network"
    about.save_revision().publish()
    after = client.get(ABOUT, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert b"About the network" in after.content


def test_saving_a_draft_leaves_what_is_kept(client: Client, about: StandardPage) -> None:
    number = content.version()
    about.title = "Not yet"
    about.save_revision()
    assert content.version() == number


@pytest.mark.parametrize("act", ["unpublish", "delete"])
def test_a_page_taken_away_is_gone(client: Client, about: StandardPage, act: str) -> None:
    client.get(ABOUT)
    getattr(about, act)()
    assert client.get(ABOUT).status_code == 404


def test_pages_are_sent_compressed_to_those_who_can_read_it(
    client: Client, about: StandardPage
) -> None:
    plain = client.get(ABOUT)
    packed = client.get(ABOUT, headers={"Accept-Encoding": "gzip, deflate"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Content-Encoding" not in plain


def test_a_page_with_a_name_is_not_packed_together_with_what_others_write(
    client: Client, about: StandardPage, ada: User
) -> None:
    client.force_login(ada)
    for path in (ABOUT, "/en/my-learning/"):
        mine = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert b"Ada Lind" in mine.content
        assert "Content-Encoding" not in mine


def test_what_is_kept_says_how_and_keeps_its_headers(client: Client, about: StandardPage) -> None:
    for _reader in range(2):
        reply = client.get(ABOUT)
        assert reply["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert {"Cookie", "HX-Request", "Accept-Encoding"} <= set(reply["Vary"].split(", "))
        assert reply["X-Frame-Options"] == "DENY"
        assert reply["Content-Language"] == "en"
        assert "Content-Security-Policy" in reply
        assert not reply.cookies


def test_whoever_is_signed_in_gets_a_page_of_their_own(
    client: Client, about: StandardPage, ada: User
) -> None:
    client.get(ABOUT)
    client.force_login(ada)
    mine = client.get(ABOUT)
    assert mine["Cache-Control"] == "private, no-store"
    assert "ETag" not in mine
    assert b"Ada Lind" in mine.content
    assert b"Ada Lind" not in Client().get(ABOUT).content


@pytest.mark.parametrize("cookie", ["session", "messages"])
def test_a_session_or_a_message_goes_past_the_kept_pages(
    client: Client, about: StandardPage, cookie: str
) -> None:
    client.cookies[cookie] = "whatever"
    assert client.get(ABOUT)["Cache-Control"] == "private, no-store"


def test_a_page_with_a_form_is_never_kept(client: Client, about: StandardPage) -> None:
    assert client.get("/en/report/")["Cache-Control"] == "private, no-store"


def test_a_missing_page_is_never_kept(client: Client, about: StandardPage) -> None:
    assert client.get("/en/nothing/")["Cache-Control"] == "private, no-store"


def reply_to(response: HttpResponse, path: str = "/en/x/", **headers: str) -> int:
    """How often the view is asked by two readers."""
    asked = []

    def view(request: HttpRequest) -> HttpResponse:
        asked.append(request)
        return response

    middleware = PageCacheMiddleware(view)
    for _reader in range(2):
        middleware(RequestFactory().get(path, headers=headers))
    return len(asked)


def test_only_a_marked_page_is_kept() -> None:
    assert reply_to(HttpResponse("x")) == 2
    assert reply_to(cacheable(HttpResponse("x"))) == 1


def test_a_page_that_sets_a_cookie_is_never_kept() -> None:
    response = cacheable(HttpResponse("x"))
    response.set_cookie("visited", "yes")
    assert reply_to(response) == 2


def test_only_answers_with_a_page_are_kept() -> None:
    assert reply_to(cacheable(HttpResponse("x", status=410))) == 2


def test_pages_without_a_language_and_endless_addresses_are_never_kept() -> None:
    assert reply_to(cacheable(HttpResponse("x")), path="/verify/x/") == 2
    assert reply_to(cacheable(HttpResponse("x")), path=f"/en/x/?{'y' * 500}") == 2


def test_hosts_schemes_addresses_and_script_are_told_apart() -> None:
    asked = []

    def view(request: HttpRequest) -> HttpResponse:
        asked.append(request)
        return cacheable(HttpResponse("x"))

    middleware, make = PageCacheMiddleware(view), RequestFactory()
    requests = [
        make.get("/en/x/"),
        make.get("/sv/x/"),
        make.get("/en/x/?page=2"),
        make.get("/en/x/", headers={"HX-Request": "true"}),
        make.get("/en/x/", headers={"Host": "127.0.0.1"}),
        make.get("/en/x/", secure=True),
    ]
    for request in requests:
        middleware(request)
    assert len(asked) == len(requests)


def test_kept_pages_never_push_other_counts_out() -> None:
    assert caches["pages"] is not caches["default"]


def test_everything_in_one_request_is_of_one_version(
    about: StandardPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with content.one_version(), django_assert_num_queries(1):
        first = content.version()
        assert content.version() == first
    with content.one_version():
        content.version()
        content.changed()
        assert content.version() == first + 1


def test_the_first_change_of_a_new_network_counts_too() -> None:
    ContentVersion.objects.all().delete()
    content.changed()
    content.changed()
    assert content.version() == 2
