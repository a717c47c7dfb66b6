"""Sixty wrong tries at every door, forms of other sites, and what looking at a door changes."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.apps import apps
from django.core.cache import cache
from django.test import Client

from home.centers.models import Delegation
from lms.users.models import User
from tests.factories import home
from tests.factories.users import PASSWORD, account
from tests.lms.users import steps
from tests.lms.users.doors import Doors, mailed_code, mailed_link, mails, words
from tests.lms.users.test_grace import grant

WRONG = 60


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each code that was compared with what the app would show."""
    entries: list[str] = []
    compare = totp.validate_totp_code

    def counting(secret: str, code: str) -> bool:
        entries.append(code)
        return bool(compare(secret, code))

    monkeypatch.setattr(totp, "validate_totp_code", counting)
    return entries


@pytest.fixture
def elin(db: None) -> User:
    """Has an app and recovery codes."""
    return steps.with_app(account())


def at_the_step(doors: Doors) -> str:
    doors.by_password()
    return "accounts/login/step/"


def asked_again(doors: Doors) -> str:
    steps.by_app(doors)
    steps.next_half_minute()
    return "accounts/reauthenticate/code/"


@pytest.mark.parametrize("place", [at_the_step, asked_again])
def test_sixty_wrong_codes_are_stopped_before_they_are_compared(
    doors: Doors, elin: User, looked_at: list[str], place: Callable[[Doors], str]
) -> None:
    doors.language = "en"
    where = place(doors)
    looked_at.clear()
    pages = [doors.post(where, code=f"{number:06}") for number in range(WRONG)]
    assert len(looked_at) == 5
    assert {page.status_code for page in pages} <= {200, 429}
    assert "Too many attempts" in words(pages[6])
    used = doors.post(where, code=steps.app_code())
    assert used.status_code in {200, 429}


def test_sixty_wrong_recovery_codes_spend_none_and_stop_the_right_one(
    doors: Doors, elin: User
) -> None:
    right = steps.recovery_codes(elin)[0]
    where = at_the_step(doors)
    for number in range(WRONG):
        doors.post(where, code=f"{number:08}")
    doors.post(where, code=right)
    assert not doors.is_in()
    assert len(steps.recovery_codes(elin)) == 10


def test_sixty_wrong_codes_add_no_app(doors: Doors, looked_at: list[str]) -> None:
    person = account()
    doors.by_password()
    doors.get("accounts/security/app/")
    for number in range(WRONG):
        doors.post("accounts/security/app/", code=f"{number:06}")
    assert len(looked_at) == 5
    assert steps.kinds(person) == set()


def test_wrong_codes_of_one_person_stop_nobody_else(doors: Doors, elin: User) -> None:
    where = at_the_step(doors)
    for number in range(WRONG):
        doors.post(where, code=f"{number:06}")
    maria = steps.with_app(account("maria@example.org"))
    other = Doors(Client())
    steps.by_app(other, str(maria.email))
    assert other.is_in()


def test_sixty_wrong_links_set_no_password(doors: Doors) -> None:
    person = account()
    doors.post("accounts/password/reset/", email="elin@example.org")
    right = mailed_link()
    for number in range(WRONG):
        wrong = right[:-8] + f"{number:07}/"
        place = doors.client.get(wrong).get("Location")
        doors.client.post(place or wrong, {"password1": "two odd llamas"})
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_one_password_tried_on_many_is_stopped_at_one_address(doors: Doors) -> None:
    for number in range(300):
        doors.by_password(f"p{number}@example.org", "Sommar2026!")
    account()
    answer = doors.by_password()
    assert answer.status_code == 429
    assert not doors.is_in()
    elsewhere = Doors(Client(REMOTE_ADDR="192.0.2.7"))
    elsewhere.by_password()
    assert elsewhere.is_in()


def test_a_second_step_is_asked_for_after_a_right_password_only(doors: Doors, elin: User) -> None:
    """Before that, an account with a second step looks like one without, and like none."""
    account("maria@example.org")
    texts = set()
    for email in ("elin@example.org", "maria@example.org", "nobody@example.org"):
        page = words(Doors(Client()).by_password(email, "wrong")).replace(email, "ADDRESS")
        texts.add("\n".join(line for line in page.splitlines() if "csrfmiddleware" not in line))
    assert len(texts) == 1


def test_a_code_by_mail_is_guessed_three_times_at_most_and_then_asked_for_anew(
    doors: Doors, elin: User
) -> None:
    doors.ask_for_code()
    code = mailed_code()
    for _number in range(WRONG):
        doors.enter_login_code(code="BCDF-GHJK")
    doors.enter_login_code(code=code)
    assert doors.get("accounts/login/step/")["Location"] == "/sv/accounts/login/"
    assert len(mails("login_code")) == 1


POSTS = [
    "accounts/login/",
    "accounts/login/code/",
    "accounts/login/step/",
    "accounts/login/passkey/",
    "accounts/signup/",
    "accounts/logout/",
    "accounts/email/",
    "accounts/reauthenticate/",
    "accounts/reauthenticate/code/",
    "accounts/reauthenticate/passkey/",
    "accounts/password/change/",
    "accounts/password/set/",
    "accounts/password/reset/",
    "accounts/security/app/",
    "accounts/security/app/remove/",
    "accounts/security/passkeys/add/",
    "accounts/security/codes/new/",
    "account/",
]


@pytest.mark.parametrize("place", POSTS)
@pytest.mark.parametrize("who", ["stranger", "person"])
def test_no_door_takes_a_form_of_another_site(elin: User, place: str, who: str) -> None:
    doors = Doors(Client(enforce_csrf_checks=True))
    if who == "person":
        doors.client.force_login(elin)
        steps.prove(doors.client, elin)
    before = _rows()
    assert doors.post(place, email="x@example.org", code="1").status_code == 403
    assert _rows() == before


@pytest.mark.parametrize("place", [*POSTS, "accounts/security/", "accounts/security/codes/"])
def test_looking_at_a_door_changes_nothing(doors: Doors, elin: User, place: str) -> None:
    grant(elin)
    steps.by_app(doors)
    cache.clear()
    before = _rows()
    doors.get(place)
    doors.client.get(doors.path(place), headers={"Accept": "application/json"})
    assert _rows() == before


def _rows() -> dict[str, Any]:
    """Everything that is stored, but for the sessions themselves."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.app_label in {"users", "account", "mfa", "core", "notifications", "centers"}
    }


ELSEWHERE = ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_no_step_leads_elsewhere(doors: Doors, elin: User, address: str) -> None:
    doors.by_password(next=address)
    assert steps.enter_code(doors, next=address)["Location"] == "/sv/my-learning/"
    steps.wait(doors)
    steps.next_half_minute()
    for place, proof in (("", {"password": PASSWORD}), ("code/", {"code": steps.app_code()})):
        answer = doors.post(f"accounts/reauthenticate/{place}", next=address, **proof)
        assert answer["Location"] == "/sv/my-learning/"


@pytest.mark.parametrize("address", ELSEWHERE)
def test_the_page_of_whoever_is_let_in_once_leads_nowhere_else(doors: Doors, address: str) -> None:
    grant(account(), Delegation.Permission.MANAGER)
    doors.by_password(next=address)
    assert home.center()
    page = words(doors.client.get("/sv/accounts/security/", {"next": address}))
    # The link to the other language carries it as a value, no more.
    leads = [link.partition("?")[0] for link in re.findall(r'href="([^"]*)"', page)]
    assert leads
    assert not [link for link in leads if "evil.example" in link or "javascript" in link]
