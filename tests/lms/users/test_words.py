"""What goes wrong at a door is said in a sentence, at the field, and nothing typed is lost."""

import html
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from lms.core import clock
from tests.factories.users import PASSWORD, account
from tests.lms.users.doors import Doors, mailed_link, words

Case = tuple[str, dict[str, str], str, str]

WRONG: dict[str, Case] = {
    "wrong password": (
        "accounts/login/",
        {"login": "elin@example.org", "password": "wrong"},
        "Adressen och lösenordet hör inte ihop. Försök igen eller be om en kod.",
        "The address and the password do not fit together. Try again, or ask for a code.",
    ),
    "no password": (
        "accounts/login/",
        {"login": "elin@example.org", "password": ""},
        "Ange ditt lösenord eller be om en kod",
        "Enter your password, or ask for a code",
    ),
    "half an address": (
        "accounts/login/",
        {"login": "elin.sandberg", "password": "wrong"},
        "Ange en e-postadress som namn@region.se",
        "Enter an email address like name@region.se",
    ),
    "no address for a code": (
        "accounts/login/code/",
        {"email": ""},
        "Ange din e-postadress",
        "Enter your email address",
    ),
    "half an address for a link": (
        "accounts/password/reset/",
        {"email": "elin@"},
        "Ange en e-postadress som namn@region.se",
        "Enter an email address like name@region.se",
    ),
    "no name": (
        "accounts/signup/",
        {"display_name": "", "email": "new@example.org"},
        "Ange ditt namn",
        "Enter your name",
    ),
    "a name that no certificate can show": (
        "accounts/signup/",
        {"display_name": "李小龙", "email": "new@example.org"},
        "Vi kan inte skriva ut “李”, “小”, “龙” på ett intyg.",
        "We cannot print “李”, “小”, “龙” on a certificate.",
    ),
    "a short password": (
        "accounts/signup/",
        {"display_name": "Elin", "email": "new@example.org", "password1": "short"},
        "minst 10 tecken",
        "at least 10 characters",
    ),
}


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_field_says_what_to_do_and_keeps_what_was_typed(
    doors: Doors, case: str, language: str
) -> None:
    account()
    place, fields, swedish, english = WRONG[case]
    doors.language = language
    response = doors.post(place, next="/sv/kurser/", **fields)
    text = html.unescape(words(response))
    sentence = swedish if language == "sv" else english
    assert response.status_code == 200
    assert text.count(sentence) == 2  # in the summary and at the field
    assert 'role="alert"' in text
    assert ("<title>Fel:" if language == "sv" else "<title>Error:") in text
    assert 'name="next" value="/sv/kurser/"' in text
    _assert_kept(text, fields)


def _assert_kept(text: str, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        if value and "password" not in name:
            assert f'value="{value}"' in text
        if "password" in name and value:
            assert f'value="{value}"' not in text


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", "Den har gått ut eller är redan använd. Be om en ny, det tar en minut."),
        ("en", "It has run out or was used already. Ask for a new one: it takes a minute."),
    ],
)
@pytest.mark.parametrize("how", ["too old", "edited", "used", "of nobody"])
def test_a_link_that_does_not_work_says_so_and_offers_a_new_one(
    doors: Doors, language: str, sentence: str, how: str
) -> None:
    account(language=language)
    doors.post("accounts/password/reset/", email="elin@example.org")
    link = mailed_link()
    later = clock.now() + timedelta(hours=9 if how == "too old" else 0)
    if how == "edited":
        link = link[:-2] + ("a/" if link[-2] != "a" else "b/")
    elif how == "used":
        place = doors.client.get(link)["Location"]
        doors.client.post(place, {"password1": "two odd llamas"})
    elif how == "of nobody":
        link = f"/{language}/accounts/password/reset/key/zz-abc-def/"
    with time_machine.travel(later, tick=False):
        response = Client().get(link)
    assert sentence in html.unescape(words(response))
    assert f"/{language}/accounts/password/reset/" in words(response)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", "Det är inte koden i det senaste mejlet. Försök igen."),
        ("en", "This is not the code in the latest email. Try again."),
    ],
)
def test_a_wrong_code_says_so(doors: Doors, language: str, sentence: str) -> None:
    account()
    doors.language = language
    doors.ask_for_code()
    text = html.unescape(words(doors.enter_login_code(code="BCDF-GHJK")))
    assert text.count(sentence) == 2
    assert 'value="BCDF-GHJK"' in text


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", "Koden har gått ut. Be om en ny."),
        ("en", "That code has run out. Ask for a new one."),
    ],
)
@pytest.mark.parametrize("door", ["login", "sign up"])
def test_a_code_that_ran_out_says_so(doors: Doors, language: str, sentence: str, door: str) -> None:
    doors.language = language
    if door == "login":
        account()
        doors.ask_for_code()
        enter: Any = doors.enter_login_code
    else:
        doors.sign_up()
        enter = doors.enter_address_code
    with time_machine.travel(clock.now() + timedelta(minutes=16), tick=False):
        response = enter()
        page = doors.client.get(response["Location"])
    assert sentence in html.unescape(words(page))
    assert not doors.is_in()


def test_after_three_wrong_codes_the_way_on_is_said(doors: Doors) -> None:
    account()
    doors.ask_for_code()
    for _number in range(2):
        doors.enter_login_code(code="BCDF-GHJK")
    page = doors.client.get(doors.enter_login_code(code="BCDF-GHJK")["Location"])
    assert "Vänta fem minuter eller be om en kod i stället." in words(page)


def test_a_new_code_replaces_the_old_one(doors: Doors) -> None:
    account()
    doors.ask_for_code()
    doors.post("accounts/login/code/confirm/", action="resend")
    doors.enter_login_code()
    assert doors.is_in()


def test_a_wrong_address_at_sign_up_can_be_started_over(doors: Doors) -> None:
    page = doors.client.get(doors.sign_up(email="wrong@example.org")["Location"])
    assert 'value="/sv/accounts/signup/"' in words(page)
    doors.post("accounts/logout/", next="/sv/accounts/signup/")
    assert doors.get("accounts/signup/").status_code == 200
    doors.sign_up()
    doors.enter_address_code()
    assert doors.is_in()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", "För din säkerhet sparades ingenting."),
        ("en", "Nothing was saved, to protect you."),
    ],
)
def test_an_edited_form_is_refused_with_a_sentence(db: None, language: str, sentence: str) -> None:
    account()
    doors = Doors(Client(enforce_csrf_checks=True), language)
    doors.get("accounts/login/")
    response = doors.by_password(csrfmiddlewaretoken="edited")
    assert response.status_code == 403
    assert sentence in words(response)
    assert not doors.is_in()


def test_a_wrong_password_at_the_second_question_says_so(doors: Doors) -> None:
    account()
    doors.by_password()
    text = html.unescape(words(doors.post("accounts/reauthenticate/", password="wrong")))
    assert text.count("Det är inte ditt lösenord. Försök igen.") == 2


def test_a_wrong_old_password_says_so(doors: Doors) -> None:
    account()
    doors.by_password()
    response = doors.post(
        "accounts/password/change/", oldpassword="wrong", password1="two odd llamas"
    )
    assert html.unescape(words(response)).count("Det är inte ditt lösenord.") == 2
    assert account("x@example.org").check_password(PASSWORD)
