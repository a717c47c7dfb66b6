"""The second step: apps, recovery codes, and what lies in the database."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from lms.core.models import Event
from lms.users.models import User
from tests.factories.users import account
from tests.lms.users import steps
from tests.lms.users.doors import Doors, mailed_code, mails, words


@pytest.fixture
def elin(db: None) -> User:
    """Has an app and recovery codes."""
    return steps.with_app(account())


def add_app(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Go through the page that adds an app; its secret is known."""
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.generate_totp_secret", lambda: steps.SECRET)
    doors.get("accounts/security/app/")
    return doors.post("accounts/security/app/", code=steps.app_code())


@pytest.mark.django_db(transaction=True)
def test_an_app_is_added_with_a_code_of_it(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    person = account(language="en")
    doors.by_password()
    answer = add_app(doors, monkeypatch)
    assert answer["Location"] == "/sv/accounts/security/codes/"
    assert steps.kinds(person) == {"totp", "recovery_codes"}
    assert len(steps.recovery_codes(person)) == 10
    told = mails("factor_changed")[0]
    assert "An app for codes was added" in told.text
    names = list(Event.objects.values_list("name", flat=True))
    assert names.count("person.factor_added") == 2


def test_a_wrong_code_adds_nothing_and_keeps_the_key(doors: Doors) -> None:
    person = account()
    doors.by_password()
    key = re.search(r"<code[^>]*>(\w{32})</code>", words(doors.get("accounts/security/app/")))
    again = words(doors.post("accounts/security/app/", code="000000"))
    assert key
    assert key[1] in again
    assert steps.kinds(person) == set()


def test_a_password_alone_leads_to_the_second_step(doors: Doors, elin: User) -> None:
    answer = doors.by_password(next="/sv/kurser/kvave/")
    assert answer["Location"] == "/sv/accounts/login/step/"
    assert not doors.is_in()
    answer = steps.enter_code(doors)
    assert answer["Location"] == "/sv/kurser/kvave/"
    assert doors.is_in()


def test_a_code_by_mail_leads_to_the_second_step(doors: Doors, elin: User) -> None:
    doors.ask_for_code()
    assert doors.enter_login_code()["Location"] == "/sv/accounts/login/step/"
    assert not doors.is_in()


def test_a_new_password_leads_to_the_second_step(doors: Doors, elin: User) -> None:
    doors.post("accounts/password/reset/", email="elin@example.org")
    link = re.search(r"https?://[^/\s]+(/\S+)", mails()[-1].text)
    assert link
    place = doors.client.get(link[1])["Location"]
    answer = doors.client.post(place, {"password1": "two odd llamas"})
    assert answer["Location"] == "/sv/accounts/login/step/"
    assert not doors.is_in()


def test_a_code_of_the_app_works_once(doors: Doors, elin: User) -> None:
    code = steps.app_code()
    doors.by_password()
    steps.enter_code(doors, code)
    assert doors.is_in()
    other = Doors(Client(), "en")
    other.by_password()
    answer = steps.enter_code(other, code)
    assert "This code does not fit" in words(answer)
    assert not other.is_in()


def test_a_recovery_code_works_once(doors: Doors, elin: User) -> None:
    code = steps.recovery_codes(elin)[0]
    doors.by_password()
    steps.enter_code(doors, code)
    assert doors.is_in()
    other = Doors(Client())
    other.by_password()
    steps.enter_code(other, code)
    assert not other.is_in()
    assert len(steps.recovery_codes(elin)) == 9


def test_looking_at_the_codes_changes_nothing(doors: Doors, elin: User) -> None:
    steps.by_app(doors)
    before = list(Authenticator.objects.order_by("pk").values())
    page = doors.get("accounts/security/codes/")
    file = doors.get("accounts/security/codes/download/")
    assert all(code in words(page) for code in steps.recovery_codes(elin))
    assert words(file).split()[-10:] == steps.recovery_codes(elin)
    assert file["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert "no-store" in file["Cache-Control"]
    assert list(Authenticator.objects.order_by("pk").values()) == before


@pytest.mark.django_db(transaction=True)
def test_new_codes_replace_the_old(doors: Doors, elin: User) -> None:
    old = set(steps.recovery_codes(elin))
    steps.by_app(doors)
    doors.post("accounts/security/codes/new/")
    assert not old & set(steps.recovery_codes(elin))
    assert [mail.kind for mail in mails()] == ["factor_changed"]


def test_the_app_is_removed_with_the_codes(doors: Doors, elin: User) -> None:
    steps.by_app(doors)
    answer = doors.post("accounts/security/app/remove/")
    assert answer["Location"] == "/sv/accounts/security/"
    assert steps.kinds(elin) == set()
    assert Event.objects.filter(name="person.factor_removed").count() == 2


def test_whoever_has_nothing_has_no_codes_to_see(doors: Doors) -> None:
    account()
    doors.by_password()
    for place in ("", "download/"):
        assert doors.get(f"accounts/security/codes/{place}").status_code == 404


def test_secrets_are_not_readable_in_the_database(elin: User) -> None:
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert steps.SECRET not in stored


def test_secrets_under_an_older_key_are_read(elin: User, settings: Any, doors: Doors) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a newer key"
    steps.by_app(doors)
    assert doors.is_in()


def test_secrets_under_a_lost_key_open_nothing(elin: User, settings: Any, doors: Doors) -> None:
    settings.SECRET_KEY = "a key that never saw them"
    steps.by_app(doors)
    assert not doors.is_in()


PAGES = ["", "app/", "passkeys/add/", "codes/", "codes/new/", "codes/download/"]


@pytest.mark.parametrize("place", PAGES)
def test_pages_about_signing_in_are_never_kept_and_shut_to_others(
    doors: Doors, elin: User, place: str
) -> None:
    shut = doors.get(f"accounts/security/{place}")
    assert shut["Location"].startswith("/sv/accounts/login/?next=")
    steps.by_app(doors)
    response = doors.get(f"accounts/security/{place}")
    assert "no-store" in response["Cache-Control"]
    assert response.status_code in {200, 302}


def test_another_s_passkey_is_not_there(doors: Doors, elin: User) -> None:
    other = account("maria@example.org")
    theirs = Authenticator.objects.create(user=other, type="webauthn", data={"name": "Telefon"})
    steps.by_app(doors)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        address = reverse(name, args=[theirs.pk])
        assert doors.client.get(address).status_code == 404
        assert doors.client.post(address, {"name": "Min"}).status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk, data__name="Telefon").exists()


def test_a_mailed_code_is_not_the_code_of_the_second_step(doors: Doors, elin: User) -> None:
    doors.ask_for_code()
    code = mailed_code()
    doors.enter_login_code(code)
    steps.enter_code(doors, code)
    assert not doors.is_in()
