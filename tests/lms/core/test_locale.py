"""An address without a language leads to one with, but only where something is there."""

import pytest
from django.test import Client

from tests.factories import home

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "leads_to"), [("sv", "/sv/"), ("en-GB,en;q=0.9", "/en/"), ("fi", "/sv/")]
)
def test_the_start_page_comes_in_the_readers_language(
    client: Client, accepted: str, leads_to: str
) -> None:
    home.home_page()
    reply = client.get("/", headers={"Accept-Language": accepted})
    assert reply.status_code == 302
    assert reply["Location"] == leads_to
    assert "Accept-Language" in reply["Vary"]


@pytest.mark.parametrize("path", ["/accounts/login/", "/report/"])
def test_a_view_is_found_without_its_language(client: Client, path: str) -> None:
    assert client.get(path)["Location"] == f"/sv{path}"


@pytest.mark.parametrize(
    "path", ["/nothing/", "/wp-login.php", "/kurser/", "/documents/999/x.pdf", "/api/"]
)
def test_an_unknown_address_stays_unknown(client: Client, path: str) -> None:
    home.home_page()
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/en/nothing/", "/sv/nothing/at/all/"])
def test_an_unknown_page_is_a_404_in_its_language(client: Client, path: str) -> None:
    home.home_page()
    assert client.get(path).status_code == 404
