"""The holder's page and paper: who may open them, and what they say."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from certificates import actions
from certificates.models import Certificate
from lms.core.models import Job
from lms.users.models import User
from tests.factories.certificates import ISSUED_AT, certificate, drawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(ada: User) -> Certificate:
    return certificate(ada, valid_until=date(2099, 12, 4))


def _page(certificate: Certificate, language: str = "en") -> str:
    return f"/{language}/certificates/{certificate.pk}/"


def _paper(certificate: Certificate, language: str = "en") -> str:
    return f"/en/certificates/{certificate.pk}.pdf?language={language}"


def test_the_holder_sees_the_certificate_in_both_languages(
    client: Client, ada: User, issued: Certificate
) -> None:
    client.force_login(ada)
    english = client.get(_page(issued)).content.decode()
    assert "Ada Lind" in english
    assert "CAR-T on the ward: from delivery to infusion" in english
    assert "CAR-T på avdelningen" in client.get(_page(issued, "sv")).content.decode()


@pytest.mark.parametrize("address", [_page, _paper])
@pytest.mark.parametrize("persona", ["david", "cecilia", "bo", "eva"])
def test_another_person_gets_404_drawn_or_not(
    request: pytest.FixtureRequest,
    client: Client,
    issued: Certificate,
    persona: str,
    address: Callable[[Certificate], str],
) -> None:
    client.force_login(request.getfixturevalue(persona))
    assert client.get(address(issued)).status_code == 404
    drawn(issued)
    assert client.get(address(issued)).status_code == 404


@pytest.mark.parametrize("address", [_page, _paper])
def test_without_sign_in_the_answer_is_the_same_for_any_certificate(
    client: Client, issued: Certificate, address: Callable[[Certificate], str]
) -> None:
    there = client.get(address(issued))
    nowhere = client.get(address(Certificate(id="00000000-0000-0000-0000-000000000000")))
    assert there.status_code == nowhere.status_code == 302
    assert there.headers["Location"].startswith("/en/accounts/login/")


def test_nobody_keeps_or_lists_the_pages(client: Client, ada: User, issued: Certificate) -> None:
    client.force_login(drawn(issued).holder)
    for address in (_page(issued), _paper(issued)):
        response = client.get(address)
        assert response.headers["Cache-Control"] == "no-store, private"
        assert response.headers["X-Robots-Tag"] == "noindex"


def test_before_the_paper_is_drawn_the_page_says_so_and_asks_again(
    client: Client, ada: User, issued: Certificate
) -> None:
    client.force_login(ada)
    assert client.get(_paper(issued)).headers["Location"] == _page(issued)
    page = client.get(_page(issued)).content.decode()
    assert "The PDF is being prepared" in page
    assert f'hx-get="{_page(issued)}?polls=1"' in page


def test_asking_stops_when_the_paper_is_there_or_after_a_while(
    client: Client, ada: User, issued: Certificate
) -> None:
    client.force_login(ada)
    tired = client.get(f"{_page(issued)}?polls=12", headers={"HX-Request": "true"})
    assert "hx-get" not in tired.content.decode()
    assert "Come back in a while" in tired.content.decode()
    drawn(issued)
    ready = client.get(f"{_page(issued)}?polls=3", headers={"HX-Request": "true"}).content.decode()
    assert "hx-get" not in ready
    assert "Download PDF" in ready
    assert "Ada Lind" not in ready


def test_a_paper_that_could_not_be_made_is_not_promised(
    client: Client, ada: User, issued: Certificate
) -> None:
    client.force_login(ada)
    Job.objects.update(state=Job.State.DEAD)
    page = client.get(_page(issued)).content.decode()
    assert "could not be made yet" in page
    assert "hx-get" not in page


def test_the_paper_is_the_stored_bytes(client: Client, ada: User, issued: Certificate) -> None:
    client.force_login(ada)
    drawn(issued, pdf=b"%PDF-1.7 the very bytes")
    response = client.get(_paper(issued, "sv"))
    assert response.content == b"%PDF-1.7 the very bytes"
    assert response.headers["Content-Type"] == "application/pdf"
    assert "attachment" in response.headers["Content-Disposition"]
    assert "Ada" not in response.headers["Content-Disposition"]
    again = client.get(_paper(issued, "sv"), headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_there_is_no_paper_in_a_third_language(
    client: Client, ada: User, issued: Certificate
) -> None:
    client.force_login(ada)
    assert client.get(_paper(issued, "fi")).status_code == 404


def test_a_replaced_certificate_leads_to_the_newer(
    client: Client, ada: User, issued: Certificate
) -> None:
    newer = actions.replace(
        certificate=issued, by=None, at=ISSUED_AT, reason="Misspelt.", holder_name="Ada Lindh"
    )
    client.force_login(ada)
    page = client.get(_page(issued)).content.decode()
    assert "This certificate was replaced." in page
    assert f'href="{_page(newer)}"' in page


def test_a_withdrawn_certificate_says_so(client: Client, ada: User, issued: Certificate) -> None:
    actions.revoke(certificate=issued, by=None, at=ISSUED_AT, reason="A secret reason")
    client.force_login(ada)
    page = client.get(_page(issued)).content.decode()
    assert "This certificate was withdrawn." in page
    assert "A secret reason" not in page


def test_one_that_ran_out_says_when(client: Client, ada: User) -> None:
    client.force_login(ada)
    past = date(2020, 1, 1)
    old = certificate(ada, key="old", issued_on=past - timedelta(days=9), valid_until=past)
    assert "Ran out 1 January 2020." in client.get(_page(old)).content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_is_changed_here(
    client: Client, ada: User, issued: Certificate, method: str
) -> None:
    client.force_login(ada)
    for address in (_page(issued), _paper(issued), "/en/verify/", f"/en/verify/{issued.code}/"):
        assert getattr(client, method)(address).status_code == 405


def test_a_paper_costs_three_statements(
    client: Client,
    ada: User,
    issued: Certificate,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(ada)
    drawn(issued)
    client.get(_paper(issued))
    with django_assert_num_queries(3):  # session, person, file
        client.get(_paper(issued))


@pytest.mark.parametrize("others", [0, 9])
def test_the_page_costs_the_same_however_many_certificates_one_has(
    client: Client,
    ada: User,
    issued: Certificate,
    others: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(others):
        certificate(ada, key=f"other:{number}")
    client.force_login(ada)
    with django_assert_max_num_queries(25):
        client.get(_page(issued))
