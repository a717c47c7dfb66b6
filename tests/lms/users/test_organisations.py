"""Signing in through one's organisation, against a real OpenID provider in a process of its own."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from lms.core.models import Event
from lms.settings.environment import BadSetting, Environment
from lms.users import selectors
from lms.users.models import User
from tests.factories.users import PASSWORD, account
from tests.lms.users import provider, steps
from tests.lms.users.doors import Doors, mailed_code, mails, words

ELIN = {"sub": "42", "email": "elin@example.org", "email_verified": True, "name": "Elin Sandberg"}
Says = Callable[..., None]


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A provider that runs, and the file that says who comes in."""
    claims = tmp_path_factory.mktemp("provider") / "claims.json"
    claims.write_text(json.dumps(ELIN))
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    # Oauthlib wants TLS, or to be told that there is none.
    environment = {**os.environ, "OAUTHLIB_INSECURE_TRANSPORT": "1"}
    command = [sys.executable, str(Path(provider.__file__)), str(port), str(claims)]
    process = subprocess.Popen(command, env=environment)
    address = f"http://localhost:{port}"
    try:
        _wait(address)
        yield address, claims
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait(address: str) -> None:
    for _try in range(100):
        try:
            socket.create_connection(("localhost", urlsplit(address).port or 0), 5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


@pytest.fixture
def says(issuer: tuple[str, Path], settings: Any, db: None) -> Says:
    """Make the provider say these things of who comes in."""
    address, claims = issuer
    settings.OIDC_PROVIDERS = [
        {
            "id": "region",
            "name": "Region Skåne",
            "issuer": address,
            "client_id": provider.CLIENT,
            "client_secret": provider.SECRET,
        }
    ]

    def say(**facts: Any) -> None:
        claims.write_text(json.dumps({**ELIN, **facts}))

    say()
    return say


def go(doors: Doors, **fields: str) -> Any:
    """Press the button, be let in over there, and come back."""
    begun = doors.post("accounts/oidc/region/", **fields)
    assert begun.status_code == 302
    opener = urllib.request.build_opener(_Stay)
    try:
        opener.open(begun["Location"], timeout=10)
    except urllib.error.HTTPError as answer:
        back = urlsplit(answer.headers["Location"])
        return doors.client.get(f"{back.path}?{back.query}")
    raise AssertionError(begun["Location"])


def test_the_page_with_the_doors_names_the_organisation(doors: Doors, says: Says) -> None:
    doors.language = "en"
    assert "Sign in through Region Skåne" in words(doors.get("accounts/login/"))


def test_a_verified_address_is_joined_with_its_account(doors: Doors, says: Says) -> None:
    person = account()
    answer = go(doors, next="/sv/account/")
    assert answer["Location"] == "/sv/account/"
    assert doors.is_in()
    assert SocialAccount.objects.get().user == person
    assert SocialAccount.objects.get().extra_data == {}
    assert User.objects.get().check_password(PASSWORD)
    assert Event.objects.filter(name="person.organisation_joined").count() == 1
    assert [mail.kind for mail in mails()] == ["factor_changed"]


def test_afterwards_the_account_is_known_whatever_its_address(doors: Doors, says: Says) -> None:
    account()
    go(doors)
    says(email="renamed@example.org")
    other = Doors(Client())
    go(other)
    assert other.is_in()
    assert User.objects.count() == 1


def test_an_unknown_person_gets_an_account(doors: Doors, says: Says) -> None:
    go(doors)
    person = User.objects.get()
    assert (person.display_name, person.email) == ("Elin Sandberg", "elin@example.org")
    assert selectors.has_verified_address(person)
    assert not person.has_usable_password()
    assert doors.is_in()


def test_an_address_that_nobody_verified_is_joined_with_nothing(doors: Doors, says: Says) -> None:
    account()
    says(email_verified=False)
    answer = go(doors)
    assert answer["Location"].endswith("/accounts/confirm-email/")
    assert not doors.is_in()
    assert not SocialAccount.objects.exists()
    assert [mail.kind for mail in mails()] == ["account_already_exists"]


def test_a_new_address_that_nobody_verified_is_confirmed_by_a_code(
    doors: Doors, says: Says
) -> None:
    says(email_verified=False)
    go(doors)
    assert not doors.is_in()
    doors.enter_address_code(mailed_code())
    assert doors.is_in()


@pytest.mark.parametrize("facts", [{"email": None}, {"name": "山田太郎"}, {"name": ""}])
def test_what_is_not_said_is_asked(doors: Doors, says: Says, facts: dict[str, Any]) -> None:
    says(**facts)
    answer = go(doors)
    assert answer["Location"].endswith("/accounts/oidc/")
    assert not doors.is_in()
    doors.post("accounts/oidc/", display_name="Elin Sandberg", email="elin@example.org")
    if not doors.is_in():
        doors.enter_address_code(mailed_code())
    assert doors.is_in()
    assert User.objects.get().display_name == "Elin Sandberg"


def test_a_stranger_s_password_dies_when_the_owner_comes(doors: Doors, says: Says) -> None:
    person = account(verified=False)
    go(doors)
    person.refresh_from_db()
    assert not person.has_usable_password()
    assert not doors.is_in()
    doors.enter_address_code(mailed_code())
    assert doors.is_in()


def test_a_second_step_is_asked_for_all_the_same(doors: Doors, says: Says) -> None:
    steps.with_app(account())
    assert go(doors)["Location"].endswith("/accounts/login/step/")
    assert not doors.is_in()


def test_whoever_left_stays_outside(doors: Doors, says: Says) -> None:
    account()
    go(doors)
    User.objects.update(is_active=False)
    other = Doors(Client())
    go(other)
    assert not other.is_in()


def test_a_refusal_leads_back_to_the_doors(doors: Doors, says: Says) -> None:
    for error in ("access_denied", "server_error"):
        says(error=error)
        assert go(doors)["Location"].endswith("/accounts/login/")
        assert not doors.is_in()


def test_an_answer_that_nobody_asked_for_opens_nothing(doors: Doors, says: Says) -> None:
    account()
    for query in ("", "?code=1", "?code=1&state=x"):
        answer = doors.client.get(f"/oidc/region/callback/{query}")
        assert answer.status_code in {302, 403}
        assert not doors.is_in()


@pytest.mark.parametrize("process", ["connect", "redirect"])
def test_it_is_for_signing_in_only(doors: Doors, says: Says, process: str) -> None:
    account("maria@example.org")
    doors.by_password("maria@example.org")
    go(doors, process=process)
    assert not SocialAccount.objects.exists()


def test_next_never_leads_elsewhere(doors: Doors, says: Says) -> None:
    account()
    assert go(doors, next="https://evil.example/")["Location"] == "/sv/my-learning/"


def test_without_an_organisation_there_is_no_door(doors: Doors) -> None:
    assert doors.post("accounts/oidc/region/").status_code == 404
    assert doors.client.get("/oidc/region/callback/").status_code == 404
    assert doors.get("accounts/oidc/")["Location"] == "/sv/accounts/login/"


def test_looking_begins_nothing(doors: Doors, says: Says) -> None:
    assert doors.get("accounts/oidc/region/").status_code == 405
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize("value", ["x", "{}", '["a"]', '[{"id": "region"}]', '[{"id": 1}]'])
def test_a_setting_that_cannot_be_read_stops_the_start(value: str) -> None:
    with pytest.raises(BadSetting, match="OIDC_PROVIDERS must be a JSON list"):
        Environment({"OIDC_PROVIDERS": value}).rows("OIDC_PROVIDERS", ("id", "name"), "")
