"""The catalogue: what it lists, how it filters, and what it costs."""

import gzip
import re

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from courses.models import Course
from lms.core import content
from lms.users.models import User
from tests.factories import courses, home, learning
from tests.factories.listed import listed

SV, EN = "/sv/kurser/", "/en/courses/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def three() -> None:
    """Two courses for clinicians, one of them for staff and of Skåne, and one for pharmacists."""
    home.job_role("nurse")
    home.target_group("pharmacists")
    listed("one")
    listed("two", access=Course.Access.STAFF, center=home.center("skane"))
    listed("three", target_groups=["pharmacists"], level="expert")


def titles(client: Client, address: str) -> list[str]:
    html = client.get(address).content.decode()
    return re.findall(r'<article class="course-row".*?<h3><a[^>]*>([^<]*)</a>', html, re.DOTALL)


def count(client: Client, address: str, value: str) -> int:
    html = client.get(address).content.decode()
    found = re.search(rf'value="{re.escape(value)}".*?class="vh">, </span>(\d+)<', html, re.DOTALL)
    assert found, value
    return int(found[1])


def test_both_languages_list_the_same_courses(client: Client, three: None) -> None:
    assert sorted(titles(client, SV)) == ["Kurs one", "Kurs three", "Kurs two"]
    assert sorted(titles(client, EN)) == sorted(titles(client, SV))


def test_drafts_closed_courses_and_invitations_are_not_listed(client: Client) -> None:
    courses.draft("draft")
    listed("secret", access=Course.Access.INVITATION)
    listed("closed", status=Course.Status.CLOSED)
    assert titles(client, SV) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("for=pharmacists", ["Kurs three"]),
        ("for=clinicians&for=pharmacists", ["Kurs one", "Kurs three", "Kurs two"]),
        ("center=skane", ["Kurs two"]),
        ("access=staff", ["Kurs two"]),
        ("level=expert&for=clinicians", []),
        ("level=expert&for=pharmacists", ["Kurs three"]),
        ("length=30", ["Kurs one", "Kurs three", "Kurs two"]),
        ("length=more", []),
        ("topic=no-such-topic", ["Kurs one", "Kurs three", "Kurs two"]),
    ],
)
def test_filters_stand_in_the_address(
    client: Client, three: None, query: str, found: list[str]
) -> None:
    assert sorted(titles(client, f"{SV}?{query}")) == found


def test_counts_tell_what_a_filter_would_find(client: Client, three: None) -> None:
    assert count(client, SV, "clinicians") == 2
    assert count(client, f"{SV}?level=expert", "clinicians") == 0
    assert count(client, f"{SV}?for=clinicians", "pharmacists") == 1


def test_a_value_without_courses_stays_and_is_grey(client: Client, three: None) -> None:
    html = client.get(SV).content.decode()
    assert re.search(r'check--sub check--zero"><input[^>]*value="clinicians.nurse"', html)


def test_chips_take_one_filter_back(client: Client, three: None) -> None:
    html = client.get(f"{EN}?for=clinicians&level=expert").content.decode()
    assert 'class="chip" href="/en/courses/?level=expert"' in html
    assert 'class="chip" href="/en/courses/?for=clinicians"' in html


def test_an_empty_answer_names_the_filter_that_brings_most(client: Client, three: None) -> None:
    html = client.get(f"{EN}?level=expert&for=clinicians").content.decode()
    assert "There are 2 courses if you remove “Expert”." in html
    assert 'href="/en/courses/?for=clinicians">Remove “Expert”' in html


def test_an_empty_answer_can_lie_in_the_words(client: Client, three: None) -> None:
    html = client.get(f"{EN}?q=qwertyuiop&for=clinicians").content.decode()
    assert "There are 2 courses if you remove “qwertyuiop”." in html


def test_the_language_link_keeps_what_was_asked(client: Client, three: None) -> None:
    html = client.get(f"{SV}?level=expert").content.decode()
    assert 'href="/en/courses/?level=expert" lang="en"' in html


def test_script_gets_the_answer_alone_and_its_clean_address(client: Client, three: None) -> None:
    reply = client.get(f"{SV}?q=&sort=&level=expert", headers={"HX-Request": "true"})
    assert reply["HX-Push-Url"] == "/sv/kurser/?level=expert"
    assert reply.content.decode().lstrip().startswith('<div class="results" id="answer">')
    assert 'id="facets" hx-swap-oob="true"' in reply.content.decode()


def test_going_back_with_script_gets_the_whole_page(client: Client, three: None) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert b"<html" in client.get(SV, headers=headers).content


def test_everything_works_as_a_form_without_script(client: Client, three: None) -> None:
    html = client.get(SV).content.decode()
    form = html[html.index('<form class="split') : html.index("</form>")]
    assert 'method="get"' in form
    assert form.count('type="submit"') == 2


def test_an_address_of_a_shelf_leads_to_the_courses_of_its_center(
    client: Client, three: None
) -> None:
    assert client.get("/sv/kurser/skane/")["Location"] == "/sv/kurser/?center=skane"


@pytest.fixture
def many() -> None:
    for number in range(23):
        title, summary = f"Kurs {number:02}", "Receive, check, thaw and infuse a product safely. "
        listed(
            f"course-{number:02}",
            titles={"sv": title, "en": title},
            summaries={"sv": summary * 3, "en": summary * 3},
        )


def test_twenty_courses_fill_a_page(client: Client, many: None) -> None:
    assert len(titles(client, SV)) == 20
    assert titles(client, f"{SV}?sort=title&page=2") == ["Kurs 20", "Kurs 21", "Kurs 22"]
    assert len(titles(client, f"{SV}?page=99")) == 3


def test_a_page_of_twenty_courses_is_light(client: Client, many: None) -> None:
    body = client.get(SV).content
    assert len(body) <= 60_000
    assert len(gzip.compress(body)) <= 12_000


def _forget() -> None:
    content.forget()
    caches["pages"].clear()


@pytest.mark.parametrize("address", [SV, f"{EN}?level=foundation&for=clinicians"])
def test_statements_do_not_grow_with_the_catalogue(
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    three: None,
    address: str,
) -> None:
    with django_assert_max_num_queries(10) as few:
        client.get(address)
    for number in range(6):
        listed(f"more-{number}")
    _forget()
    with django_assert_max_num_queries(10) as more:
        client.get(address)
    assert len(more) == len(few)
    with django_assert_max_num_queries(2):
        client.get(address)


def test_a_search_costs_eight_statements_at_most(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, three: None
) -> None:
    client.get(SV)
    with django_assert_max_num_queries(8):
        client.get(f"{SV}?q=one&sort=short")


def test_the_page_is_the_same_for_everybody_and_sets_no_cookie(client: Client, three: None) -> None:
    reply = client.get(SV)
    assert not reply.cookies
    html = reply.content.decode()
    assert "csrfmiddlewaretoken" not in html
    assert "nonce" not in html
    assert 'method="post"' not in html


def test_rows_say_where_whoever_is_signed_in_stands(
    client: Client, three: None, ada: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    taken = learning.enrolled(ada, courses.released("taken"))
    learning.finished(ada, courses.released("finished"))
    client.force_login(ada)
    client.get(SV)
    with django_assert_max_num_queries(10):
        html = client.get(EN).content.decode()
    assert re.search(r"Under way.*?Kurs taken", html, re.DOTALL)
    assert len(re.findall("Completed ", html)) == 1
    stranger = Client().get(EN).content.decode()
    assert "Under way" not in stranger
    assert str(taken.uid) not in stranger
