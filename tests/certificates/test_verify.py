"""Where anybody checks a certificate: verdict first, and nothing that the paper does not say."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from certificates import actions
from certificates.codes import grouped
from certificates.models import Certificate
from lms.users.models import User
from tests.factories.certificates import ISSUED_AT, certificate

pytestmark = pytest.mark.django_db
FAR = date(2099, 12, 4)
UNKNOWN = "A" * 26


@pytest.fixture
def issued(ada: User) -> Certificate:
    return certificate(ada, valid_until=FAR)


def _check(client: Client, code: str, language: str = "en") -> str:
    return client.get(f"/{language}/verify/{code}/").content.decode()


def test_a_valid_certificate_shows_what_the_paper_says(client: Client, issued: Certificate) -> None:
    page = _check(client, issued.code)
    assert "<h1>This certificate is valid</h1>" in page
    for words in (
        "Ada Lind",
        "CAR-T on the ward: from delivery to infusion",
        grouped(issued.code),
        "4 December 2026",
        "4 December 2099",
        "Uppsala ATMP Center",
        "3.2, 2 h 30 min",
        "9 of 10",
        "Check the identity two together",
    ):
        assert words in page


def test_nothing_more_is_told(client: Client, ada: User, issued: Certificate) -> None:
    page = _check(client, issued.code)
    for secret in (ada.email, str(ada.uid), str(issued.pk), issued.evidence_key):
        assert str(secret) not in page


def test_one_that_ran_out_says_when(client: Client, ada: User) -> None:
    old = certificate(ada, valid_until=date(2020, 1, 1))
    page = _check(client, old.code)
    assert "<h1>This certificate ran out 1 January 2020</h1>" in page
    assert "verdict--late" in page


def test_a_replaced_one_keeps_the_newer_to_its_holder(client: Client, issued: Certificate) -> None:
    newer = actions.replace(
        certificate=issued, by=None, at=ISSUED_AT, reason="Misspelt.", holder_name="Ada Lindh"
    )
    page = _check(client, issued.code)
    assert "<h1>This certificate was replaced by a newer one</h1>" in page
    for secret in (newer.code, grouped(newer.code), "Lindh", "Misspelt", str(newer.pk)):
        assert secret not in page
    assert "<h1>This certificate is valid</h1>" in _check(client, newer.code)


def test_a_withdrawn_one_says_since_when_and_not_why(client: Client, issued: Certificate) -> None:
    actions.revoke(certificate=issued, by=None, at=ISSUED_AT, reason="A secret reason")
    page = _check(client, issued.code)
    assert "<h1>This certificate was withdrawn</h1>" in page
    assert "4 December 2026" in page
    assert "A secret reason" not in page


@pytest.mark.parametrize("code", [UNKNOWN, "nonsense", "%3Cscript%3E"])
def test_an_unknown_number_is_told_as_such(client: Client, code: str) -> None:
    response = client.get(f"/en/verify/{code}/")
    assert response.status_code == 404
    page = response.content.decode()
    assert "<h1>There is no such certificate</h1>" in page
    assert "<script>" not in page.split("<main", 1)[1]


def test_the_number_may_be_typed_as_it_stands_on_paper(client: Client, issued: Certificate) -> None:
    typed = grouped(issued.code).lower().replace("-", " ")
    response = client.get("/en/verify/", {"code": typed})
    assert response.headers["Location"] == f"/en/verify/{issued.code}/"


def test_what_is_no_number_stays_in_the_field_with_a_sentence(client: Client) -> None:
    page = client.get("/en/verify/", {"code": "7F3K-92QD"}).content.decode()
    assert "That is not a certificate number." in page
    assert 'value="7F3K-92QD"' in page
    assert "field--error" in page


def test_the_address_on_paper_answers_in_the_language_of_the_browser(
    client: Client, issued: Certificate
) -> None:
    printed = f"/verify/{issued.code}/"
    english = client.get(printed, headers={"Accept-Language": "en"}).content.decode()
    assert "This certificate is valid" in english
    assert f"/sv/verify/{issued.code}/" in english
    swedish = client.get(printed, headers={"Accept-Language": "sv"}).content.decode()
    assert "CAR-T på avdelningen" in swedish
    assert f"/en/verify/{issued.code}/" in swedish


def test_no_cookie_is_set_and_nobody_keeps_or_lists_the_answer(
    client: Client, issued: Certificate
) -> None:
    for address in ("/en/verify/", f"/en/verify/{issued.code}/", f"/en/verify/{UNKNOWN}/"):
        response = client.get(address)
        assert not response.cookies
        assert response.headers["Cache-Control"] == "no-store, private"
        assert response.headers["X-Robots-Tag"] == "noindex"


def test_checking_costs_few_statements(
    client: Client, issued: Certificate, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _check(client, issued.code)
    with django_assert_max_num_queries(4):
        _check(client, issued.code)
