"""Guessing: one answer for everybody, limits before any password is looked at, few statements."""

from typing import Any

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lms.users import hashers
from lms.users.models import User
from tests.factories.users import PASSWORD, account
from tests.lms.users.doors import Doors, mailed_code, mails, words

KNOWN, UNKNOWN = "elin@example.org", "nobody@example.org"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch, settings: Any) -> list[str]:
    """One entry for each password that was hashed, by the product's own hasher."""
    settings.PASSWORD_HASHERS = ["lms.users.hashers.TunedArgon2Hasher"]
    entries: list[str] = []
    encode = hashers.TunedArgon2Hasher.encode
    verify = hashers.TunedArgon2Hasher.verify

    def counting_encode(self: Any, password: str, salt: str) -> str:
        entries.append("encode")
        return str(encode(self, password, salt))

    def counting_verify(self: Any, password: str, encoded: str) -> bool:
        entries.append("verify")
        return bool(verify(self, password, encoded))

    monkeypatch.setattr(hashers.TunedArgon2Hasher, "encode", counting_encode)
    monkeypatch.setattr(hashers.TunedArgon2Hasher, "verify", counting_verify)
    return entries


def test_the_hash_is_argon2id_and_tuned(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["lms.users.hashers.TunedArgon2Hasher"]
    encoded = make_password("correct horse")
    assert encoded.startswith("argon2$argon2id$v=19$m=24576,t=3,p=1$")
    assert identify_hasher(encoded).verify("correct horse", encoded)


def test_sixty_wrong_passwords_are_stopped_before_they_are_hashed(
    doors: Doors, counted: list[str]
) -> None:
    account()
    counted.clear()
    pages = [doors.by_password(password=f"wrong {number}") for number in range(60)]
    assert len(counted) == 5
    assert not doors.is_in()
    assert all(page.status_code == 200 for page in pages)
    assert "Too many attempts" in words(Doors(Client(), "en").by_password(password="wrong again"))


def test_the_right_password_is_stopped_too_but_the_code_gets_in(doors: Doors) -> None:
    account()
    for number in range(6):
        doors.by_password(password=f"wrong {number}")
    doors.by_password()
    assert not doors.is_in()
    doors.ask_for_code()
    doors.enter_login_code()
    assert doors.is_in()


def test_one_person_s_mistakes_stop_nobody_else_at_the_same_hospital(doors: Doors) -> None:
    account()
    account("maria@example.org")
    for number in range(60):
        doors.by_password(password=f"wrong {number}")
    doors.by_password("maria@example.org")
    assert doors.is_in()


def test_one_address_tries_three_hundred_times_a_minute_at_most(doors: Doors) -> None:
    for number in range(300):
        doors.by_password(f"p{number}@example.org", "wrong")
    response = doors.by_password("last@example.org", "wrong")
    assert response.status_code == 429
    assert response["Retry-After"] == "60"


@pytest.mark.parametrize(
    ("place", "fields", "tries"),
    [
        ("accounts/login/code/", {"email": KNOWN}, 3),
        ("accounts/password/reset/", {"email": KNOWN}, 5),
        ("accounts/signup/", {"email": KNOWN, "display_name": "Elin"}, 5),
    ],
)
def test_no_door_floods_a_mailbox(
    client: Client, db: None, place: str, fields: dict[str, str], tries: int
) -> None:
    account()
    for _number in range(60):
        Doors(Client()).post(place, **fields)
    assert len(mails()) == tries


def test_sixty_wrong_passwords_at_the_second_question_are_stopped(
    doors: Doors, counted: list[str]
) -> None:
    account()
    doors.by_password()
    counted.clear()
    for number in range(60):
        doors.post("accounts/reauthenticate/", password=f"wrong {number}")
    assert len(counted) <= 5


def test_sixty_wrong_passwords_at_the_change_of_password_are_stopped(
    doors: Doors, counted: list[str]
) -> None:
    account()
    doors.by_password()
    counted.clear()
    pages = [
        doors.post(
            "accounts/password/change/", oldpassword=f"wrong {n}", password1="two odd llamas"
        )
        for n in range(60)
    ]
    assert len(counted) <= 5
    assert pages[-1].status_code == 429


def test_a_code_is_guessed_three_times_at_most(doors: Doors) -> None:
    account()
    doors.ask_for_code()
    code = mailed_code()
    for _number in range(3):
        doors.enter_login_code(code="BCDF-GHJK")
    doors.enter_login_code(code=code)
    assert not doors.is_in()


def test_unknown_addresses_cost_as_much_hashing_as_known_ones(
    doors: Doors, counted: list[str]
) -> None:
    account()
    account("code@example.org", password=None)
    costs = {}
    for email in (KNOWN, UNKNOWN, "code@example.org"):
        counted.clear()
        doors.by_password(email, "wrong")
        costs[email] = len(counted)
    assert set(costs.values()) == {1}


SAME = {
    "password": ("accounts/login/", {"login": "", "password": "wrong"}, "login"),
    "code": ("accounts/login/", {"login": "", "by": "code"}, "login"),
    "code page": ("accounts/login/code/", {"email": ""}, "email"),
    "reset": ("accounts/password/reset/", {"email": ""}, "email"),
    "sign up": ("accounts/signup/", {"email": "", "display_name": "Elin"}, "email"),
}


@pytest.mark.parametrize("door", SAME)
def test_known_and_unknown_addresses_get_the_same_answer(db: None, door: str) -> None:
    account()
    place, fields, name = SAME[door]
    answers = []
    for email in (KNOWN, UNKNOWN):
        here = Doors(Client())
        first = here.post(place, **{**fields, name: email})
        second = here.client.get(first["Location"]) if first.status_code == 302 else first
        text = words(second).replace(email, "ADDRESS")
        answers.append((first.status_code, first.get("Location"), _without_tokens(text)))
    assert answers[0] == answers[1]


def _without_tokens(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)


@pytest.mark.parametrize(
    ("door", "kind"),
    [
        ("code", "unknown_account"),
        ("reset", "unknown_account"),
    ],
)
def test_an_unknown_address_is_told_by_mail_only(db: None, door: str, kind: str) -> None:
    place, fields, name = SAME[door]
    Doors(Client()).post(place, **{**fields, name: UNKNOWN})
    assert [(mail.kind, mail.to_address) for mail in mails()] == [(kind, UNKNOWN)]


def test_a_taken_address_is_told_by_mail_only(doors: Doors) -> None:
    account()
    doors.sign_up()
    assert [mail.kind for mail in mails()] == ["account_already_exists"]
    assert User.objects.count() == 1


def test_two_sign_ups_at_once_make_one_account(
    doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    doors.sign_up()
    # The second form was looked at before the first was stored.
    monkeypatch.setattr(
        "lms.users.forms.SignupForm.validate_unique_email", lambda _self, value: value
    )
    response = Doors(Client()).sign_up()
    assert response["Location"] == "/sv/accounts/confirm-email/"
    assert User.objects.count() == 1
    assert [mail.kind for mail in mails()] == ["email_confirmation", "account_already_exists"]


def test_fields_that_the_form_does_not_have_are_ignored(doors: Doors) -> None:
    doors.sign_up(is_superuser="on", is_active="", language="en", uid="0", verified="1")
    person = User.objects.get()
    assert not person.is_superuser
    assert person.is_active
    assert person.language == "sv"
    assert not doors.is_in()


def test_signing_in_takes_two_requests_and_at_most_twelve_statements(doors: Doors) -> None:
    account()
    doors.by_password()
    doors.post("accounts/logout/")
    with CaptureQueriesContext(connection) as queries:
        doors.get("accounts/login/")
        response = doors.by_password(password=PASSWORD)
    assert response.status_code == 302
    spoken = [query["sql"] for query in queries if not _is_frame(query["sql"])]
    assert len(spoken) <= 12, "\n".join(spoken)


def _is_frame(sql: str) -> bool:
    return sql.split(maxsplit=1)[0] in {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK"}
