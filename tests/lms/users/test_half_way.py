"""Whoever gave a password only, or has no second step where one is needed: every address.

They reach the pages of the second step, and of all others what a stranger reaches, or nothing.
"""

from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import resolve
from django.utils import translation

from home.centers.models import Delegation
from lms.users import grace
from lms.users.models import User
from tests import addresses
from tests.factories import home
from tests.factories.users import account
from tests.lms.users import steps
from tests.lms.users.doors import Doors
from tests.lms.users.test_grace import grant, sign_in_again

# Where a sign-in that has begun goes on instead of beginning anew.
BEGINNINGS = {
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_from_key",
    "mfa_login_webauthn",
}
STEP = "/sv/accounts/login/step/"


def answer(client: Client, method: str, address: str) -> tuple[int, str]:
    response = client.generic(method, address)
    return response.status_code, response.get("Location", "")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_with_the_password_alone_one_is_a_stranger(doors: Doors, method: str) -> None:
    home.home_page()
    person = steps.with_app(account())
    person.is_superuser = True
    person.save()
    doors.by_password()
    begun = dict(doors.client.session.items())
    reached = []
    for name, address in addresses.every():
        _restore(doors.client, begun)
        half = answer(doors.client, method, address)
        assert not doors.is_in(), address
        if half != answer(Client(), method, address):
            reached.append((name, half[1]))
    assert {name for name, _place in reached} <= BEGINNINGS | {"mfa_authenticate"}
    assert {place for _name, place in reached} <= {STEP, ""}


def _restore(client: Client, begun: dict[str, Any]) -> None:
    session = SessionStore()
    session.update(begun)
    session.create()
    client.cookies["session"] = str(session.session_key)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_a_second_step_one_sets_it_up_and_nothing_else(doors: Doors, method: str) -> None:
    home.home_page()
    person = account()
    grant(person, Delegation.Permission.EDUCATOR)
    User.objects.update(is_superuser=True)
    doors.by_password()
    second = sign_in_again(doors)
    begun = dict(second.client.session.items())
    for name, address in addresses.every():
        _restore(second.client, begun)
        got = answer(second.client, method, address)
        if name not in grace.OPEN:
            away = got == (302, "/sv/accounts/security/")
            assert away or got[0] in {301, 404}, (address, got)


def test_every_address_is_swept() -> None:
    known = addresses.every()
    assert len(known) > 250
    assert {"mfa_index", "wagtailadmin_home", "page", "verify_printed"} <= {n for n, _a in known}
    with translation.override("sv"):
        assert resolve(dict(known)["mfa_remove_webauthn"]).url_name == "mfa_remove_webauthn"


def test_the_pages_that_stay_open_exist() -> None:
    assert {name for name, _address in addresses.every()} >= grace.OPEN
