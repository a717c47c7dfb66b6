"""Every way in, and every way that stays shut."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import NoReverseMatch, reverse

from lms.core.models import Event
from lms.users import selectors
from lms.users.models import User
from tests.factories.users import PASSWORD, account
from tests.lms.users import steps
from tests.lms.users.doors import Doors, mailed_code, mailed_link, mails, words


def test_signing_up_asks_for_the_code_before_anything_else(doors: Doors) -> None:
    doors.language = "en"
    response = doors.sign_up(password1="two odd llamas")
    assert response["Location"] == "/en/accounts/confirm-email/"
    person = User.objects.get()
    assert not doors.is_in()
    assert not selectors.has_verified_address(person)
    assert (person.display_name, person.language) == ("Elin Sandberg", "en")
    assert person.time_zone == "Europe/Stockholm"
    assert doors.enter_address_code()["Location"] == "/en/my-learning/"
    assert doors.is_in()
    assert selectors.has_verified_address(person)
    assert set(Event.objects.values_list("name", flat=True)) >= {
        "person.signed_up",
        "person.address_confirmed",
    }


def test_an_account_needs_no_password(doors: Doors) -> None:
    doors.sign_up()
    doors.enter_address_code()
    assert not User.objects.get().has_usable_password()
    doors.client.logout()
    doors.ask_for_code()
    doors.enter_login_code()
    assert doors.is_in()


def test_next_is_kept_from_sign_up_to_the_course(doors: Doors) -> None:
    doors.sign_up(next="/sv/kurser/kvave/")
    assert doors.enter_address_code()["Location"] == "/sv/kurser/kvave/"


@pytest.mark.parametrize("way", ["password", "code"])
def test_next_is_kept_when_signing_in(doors: Doors, way: str) -> None:
    account()
    if way == "password":
        response = doors.by_password(next="/sv/kurser/kvave/")
    else:
        place = doors.ask_for_code(next="/sv/kurser/kvave/")["Location"]
        response = doors.client.post(place, {"code": mailed_code()})
    assert response["Location"] == "/sv/kurser/kvave/"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "javascript:alert(1)",
        "/\\evil.example",
        "http:///x",
    ],
)
def test_next_never_leads_elsewhere(doors: Doors, address: str) -> None:
    account()
    assert doors.by_password(next=address)["Location"] == "/sv/my-learning/"


def test_one_s_own_language_greets_at_whatever_page_one_came_in(doors: Doors) -> None:
    account(language="en")
    assert doors.by_password()["Location"] == "/en/my-learning/"


def test_a_code_wins_over_a_password_that_the_browser_filled_in(doors: Doors) -> None:
    account()
    response = doors.ask_for_code(password="filled in by the browser")
    assert "code/confirm" in response["Location"]
    assert doors.enter_login_code().status_code == 302
    assert doors.is_in()


def test_an_unconfirmed_address_is_confirmed_by_the_code_that_signs_in(doors: Doors) -> None:
    person = account(verified=False)
    doors.ask_for_code()
    doors.enter_login_code()
    assert doors.is_in()
    assert selectors.has_verified_address(person)


def test_a_stranger_s_password_dies_when_the_owner_of_the_address_comes(doors: Doors) -> None:
    account(verified=False)
    doors.ask_for_code()
    doors.enter_login_code()
    stranger = Doors(Client())
    stranger.by_password()
    assert not stranger.is_in()
    assert not User.objects.get().has_usable_password()


def test_one_s_own_password_survives_signing_in_by_code(doors: Doors) -> None:
    account()
    doors.ask_for_code()
    doors.enter_login_code()
    assert User.objects.get().check_password(PASSWORD)


def test_a_password_does_not_open_an_unconfirmed_account(doors: Doors) -> None:
    account(verified=False)
    assert doors.by_password()["Location"] == "/sv/accounts/confirm-email/"
    assert not doors.is_in()
    doors.enter_address_code()
    assert doors.is_in()


@pytest.mark.parametrize("gone", ["left", "merged"])
@pytest.mark.parametrize("way", ["password", "code"])
def test_whoever_is_gone_stays_outside(doors: Doors, gone: str, way: str) -> None:
    person = account()
    if gone == "left":
        person.is_active = False
    else:
        person.merged_into = account("other@example.org")
    person.save()
    if way == "password":
        doors.by_password()
    else:
        doors.ask_for_code()
        doors.enter_login_code(code="BCDF-GHJK" if not mails("login_code") else mailed_code())
    assert not doors.is_in()


def test_joining_two_rows_ends_the_sessions_of_the_older(doors: Doors) -> None:
    person = account()
    doors.by_password()
    person.merged_into = account("other@example.org")
    person.save()
    assert doors.get("account/").status_code == 302


def test_reset_goes_by_link_to_a_new_password_and_in(doors: Doors) -> None:
    account(language="en")
    response = doors.post("accounts/password/reset/", email="elin@example.org")
    assert response["Location"] == "/sv/accounts/password/reset/done/"
    link = mailed_link()
    assert link.startswith("/en/accounts/password/reset/key/")
    place = doors.client.get(link)["Location"]
    assert "set-password" in place
    doors.client.post(place, {"password1": "two odd llamas"})
    assert doors.is_in()
    assert User.objects.get().check_password("two odd llamas")
    assert mails()[-1].kind == "password_reset"
    assert "link does not work" in words(Client().get(link))


def test_changing_the_address_asks_who_you_are_and_for_the_code(doors: Doors) -> None:
    account()
    doors.by_password()
    steps.wait(doors)
    asked = doors.post("accounts/email/", email="new@example.org", action_add="")
    assert asked["Location"].startswith("/sv/accounts/reauthenticate/?next=")
    answer = doors.client.post(asked["Location"], {"password": PASSWORD})
    assert answer["Location"] == "/sv/accounts/confirm-email/"
    assert User.objects.get().email == "elin@example.org"
    assert doors.enter_address_code()["Location"] == "/sv/account/"
    assert User.objects.get().email == "new@example.org"
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        ("new@example.org", True, True)
    ]
    told = mails("email_changed")[0]
    assert told.to_address == "elin@example.org"
    assert "new@example.org" in told.text


def test_changing_the_password_keeps_this_browser_and_throws_others_out(doors: Doors) -> None:
    account()
    other = Doors(Client())
    other.by_password()
    doors.by_password()
    response = doors.post(
        "accounts/password/change/", oldpassword=PASSWORD, password1="two odd llamas"
    )
    assert response["Location"] == "/sv/account/"
    assert doors.get("account/").status_code == 200
    assert other.get("account/").status_code == 302
    assert mails()[-1].kind == "password_changed"


def test_a_first_password_can_be_chosen(doors: Doors) -> None:
    account(password=None)
    doors.ask_for_code()
    doors.enter_login_code()
    assert doors.get("accounts/password/change/")["Location"] == "/sv/accounts/password/set/"
    doors.post("accounts/password/set/", password1="two odd llamas")
    assert User.objects.get().check_password("two odd llamas")


def test_only_a_post_signs_out(doors: Doors) -> None:
    account()
    doors.by_password()
    assert doors.get("accounts/logout/").status_code == 200
    assert doors.is_in()
    assert doors.post("accounts/logout/")["Location"] == "/sv/"
    assert not doors.is_in()


PAGES = ["login/", "login/code/", "signup/", "inactive/", "password/reset/", "password/reset/done/"]
OWN_PAGES = ["logout/", "email/", "password/change/", "reauthenticate/"]


@pytest.mark.parametrize("door", PAGES)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_doors_are_never_kept(doors: Doors, door: str, language: str) -> None:
    doors.language = language
    response = doors.get(f"accounts/{door}")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert f'<html lang="{language}"' in words(response)


@pytest.mark.parametrize("door", OWN_PAGES)
def test_one_s_own_pages_are_never_kept_and_shut_to_others(doors: Doors, door: str) -> None:
    account()
    if door != "logout/":
        assert doors.get(f"accounts/{door}")["Location"].startswith("/sv/accounts/login/?next=")
    doors.by_password()
    response = doors.get(f"accounts/{door}")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


CLOSED = [
    "accounts/confirm-email/abc/",
    "accounts/password/reset/key/done/",
    "accounts/signup/passkey/",
    "accounts/3rdparty/",
    "accounts/social/signup/",
    "accounts/2fa/",
    "accounts/trust/",
    "accounts/login/step/trust/",
    "accounts/security/passkeys/signup/",
    "accounts/phone/verify/",
    "accounts/sessions/",
    "accounts/password/reset/confirm/",
]


@pytest.mark.parametrize("place", CLOSED)
def test_doors_that_are_not_offered_do_not_exist(doors: Doors, place: str) -> None:
    account()
    assert doors.get(place).status_code == 404
    doors.by_password()
    assert doors.get(place).status_code == 404


def test_there_is_no_django_admin() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")


@pytest.mark.parametrize("place", ["/admin/", "/django-admin/", "/admin/login/"])
def test_no_second_login_hides_at_the_usual_places(doors: Doors, place: str) -> None:
    response = doors.client.get(place, follow=True)
    assert response.status_code == 404


def test_the_editor_s_login_leads_to_the_one_door(doors: Doors) -> None:
    response = doors.client.get("/cms/login/?next=/cms/")
    assert response["Location"] == "/sv/accounts/login/?next=/cms/"
    assert "/accounts/login/" in doors.client.get("/cms/")["Location"]


@pytest.mark.parametrize("place", ["", "done/", "confirm/MQ/abc-def/", "complete/"])
def test_the_editor_s_password_reset_is_shut(doors: Doors, place: str) -> None:
    assert doors.client.get(f"/cms/password_reset/{place}").status_code == 404
    assert doors.client.post(f"/cms/password_reset/{place}").status_code == 404


def test_no_password_is_ever_looked_at_by_the_editor(doors: Doors) -> None:
    person = account()
    person.is_superuser = True
    person.save()
    for _number in range(60):
        response = doors.client.post(
            "/cms/login/", {"username": "elin@example.org", "password": PASSWORD}
        )
        assert response["Location"].startswith("/sv/accounts/login/")
    assert not doors.is_in()


def test_the_editor_changes_neither_password_nor_address(doors: Doors) -> None:
    person = account()
    person.is_superuser = True
    person.save()
    doors.by_password()
    text = words(doors.client.get("/cms/account/"))
    assert 'type="password"' not in text
    assert 'type="email"' not in text
