"""Passkeys: both steps in one, and no more than what a device really gave."""

import json
import re
from html import unescape
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from lms.users.models import User
from tests.factories.users import account
from tests.lms.users import steps
from tests.lms.users.doors import Doors, mails, words
from tests.lms.users.passkeys import Passkey

ADD = "accounts/security/passkeys/add/"
AGAIN = "accounts/reauthenticate/passkey/"


@pytest.fixture
def doors(client: Client, db: None) -> Doors:
    """Passkeys work at this name, and not by number."""
    client.defaults["HTTP_HOST"] = client.defaults["SERVER_NAME"] = "localhost"
    return Doors(client)


@pytest.fixture
def passkey(doors: Doors) -> Passkey:
    """Elin's, who is signed in by password."""
    account()
    doors.by_password()
    return add(doors, Passkey())


def options(page: Any) -> dict[str, Any]:
    """What the page asks the device."""
    found = re.search(r'id="passkey-options"[^>]*>(.*?)</script>', words(page))
    assert found
    read: dict[str, Any] = json.loads(unescape(found[1]))
    return read


def add(doors: Doors, passkey: Passkey) -> Passkey:
    asked = options(doors.get(ADD))
    answer = doors.post(ADD, name="Arbetstelefon", credential=passkey.create(asked))
    assert answer.status_code == 302, words(answer)
    return passkey


def by_passkey(doors: Doors, passkey: Passkey, **more: str) -> Any:
    """Sign in with nothing else."""
    place = doors.path("accounts/login/passkey/")
    asked = doors.client.get(place, headers={"Accept": "application/json"}).json()
    return doors.client.post(place, {"credential": passkey.get(asked["request_options"]), **more})


def fresh(doors: Doors) -> Doors:
    """Another browser."""
    return Doors(Client(HTTP_HOST="localhost", SERVER_NAME="localhost"))


def test_a_passkey_signs_in_without_a_second_step(doors: Doors, passkey: Passkey) -> None:
    person = User.objects.get()
    assert steps.kinds(person) == {"webauthn", "recovery_codes"}
    assert mails()[-1].kind == "factor_changed"
    other = fresh(doors)
    answer = by_passkey(other, passkey, next="/sv/kurser/kvave/")
    assert answer["Location"] == "/sv/kurser/kvave/"
    assert other.is_in()


def test_a_passkey_is_the_second_step_after_a_password(doors: Doors, passkey: Passkey) -> None:
    other = fresh(doors)
    assert other.by_password()["Location"] == "/sv/accounts/login/step/"
    asked = options(other.get("accounts/login/step/"))
    other.post("accounts/login/step/", credential=passkey.get(asked))
    assert other.is_in()


def test_a_passkey_still_signs_in_when_the_password_is_locked(
    doors: Doors, passkey: Passkey
) -> None:
    stranger = fresh(doors)
    for number in range(60):
        stranger.by_password(password=f"wrong {number}")
    other = fresh(doors)
    other.by_password()
    assert other.get("accounts/login/step/").status_code == 302
    by_passkey(other, passkey)
    assert other.is_in()


def test_an_answer_to_another_question_opens_nothing(doors: Doors, passkey: Passkey) -> None:
    other, place = fresh(doors), "/sv/accounts/login/passkey/"
    asked = other.client.get(place, headers={"Accept": "application/json"}).json()
    answer = passkey.get(asked["request_options"])
    assert by_passkey(other, passkey).status_code == 302
    third = fresh(doors)
    third.client.get(place, headers={"Accept": "application/json"})
    assert third.client.post(place, {"credential": answer})["Location"] == "/sv/accounts/login/"
    assert not third.is_in()


@pytest.mark.parametrize(
    "stolen", [Passkey(), Passkey(origin="https://evil.example"), Passkey(held=False)]
)
def test_neither_another_key_nor_site_nor_an_unasked_device_opens(
    doors: Doors, passkey: Passkey, stolen: Passkey
) -> None:
    stolen.user = passkey.user
    if stolen.origin != passkey.origin or not stolen.held:
        stolen.key = passkey.key
    other = fresh(doors)
    assert by_passkey(other, stolen)["Location"] == "/sv/accounts/login/"
    assert not other.is_in()


def test_a_key_that_asks_nobody_who_holds_it_is_not_added(doors: Doors) -> None:
    person = account()
    doors.by_password()
    asked = options(doors.get(ADD))
    answer = doors.post(ADD, credential=Passkey(held=False).create(asked))
    assert answer.status_code == 200
    assert steps.kinds(person) == set()


def test_whoever_left_stays_outside_with_a_passkey(doors: Doors, passkey: Passkey) -> None:
    User.objects.update(is_active=False)
    other = fresh(doors)
    by_passkey(other, passkey)
    assert not other.is_in()


def test_a_passkey_is_renamed_and_removed(doors: Doors, passkey: Passkey) -> None:
    row = Authenticator.objects.get(type="webauthn")
    doors.client.post(reverse("mfa_edit_webauthn", args=[row.pk]), {"name": "Surfplatta"})
    assert "Surfplatta" in words(doors.get("accounts/security/"))
    gone = doors.client.post(reverse("mfa_remove_webauthn", args=[row.pk]))
    assert gone["Location"] == "/sv/accounts/security/passkeys/"
    assert steps.kinds(User.objects.get()) == set()


def test_a_passkey_proves_who_one_is_again(doors: Doors, passkey: Passkey) -> None:
    steps.wait(doors)
    asked = doors.post("accounts/email/", email="new@example.org", action_add="")
    assert asked["Location"].startswith("/sv/accounts/reauthenticate/?next=")
    again = doors.path(AGAIN) + "?next=/sv/accounts/email/"
    question = options(doors.client.get(again))
    answer = doors.client.post(again, {"credential": passkey.get(question)})
    assert answer["Location"] == "/sv/accounts/confirm-email/"
    assert doors.client.session["account_authentication_methods"][-1]["type"] == "webauthn"


NONSENSE = ["", "null", "{}", "[]", '"x"', "x", '{"response": {"userHandle": "AAAA"}}']


@pytest.mark.parametrize("credential", NONSENSE)
def test_what_is_no_passkey_opens_nothing(doors: Doors, passkey: Passkey, credential: str) -> None:
    other, place = fresh(doors), "accounts/login/passkey/"
    other.client.get(other.path(place), headers={"Accept": "application/json"})
    assert other.post(place, credential=credential)["Location"] == "/sv/accounts/login/"
    other.by_password()
    other.get("accounts/login/step/")
    assert other.post("accounts/login/step/", credential=credential).status_code == 200
    assert not other.is_in()


@pytest.mark.parametrize("credential", NONSENSE)
def test_what_is_no_passkey_is_not_added(doors: Doors, credential: str) -> None:
    person = account()
    doors.language = "en"
    doors.by_password()
    doors.get(ADD)
    answer = doors.post(ADD, name="Phone", credential=credential)
    assert "Your device gave no passkey" in words(answer)
    assert 'value="Phone"' in words(answer)
    assert steps.kinds(person) == set()


@pytest.mark.parametrize("credential", NONSENSE)
def test_what_is_no_passkey_proves_nothing(doors: Doors, passkey: Passkey, credential: str) -> None:
    doors.get(AGAIN)
    assert doors.post(AGAIN, credential=credential)["Location"] == doors.path(AGAIN)
