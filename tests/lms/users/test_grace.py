"""Who must have a second step, and the one sign-in that is let through to set it up."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.test import Client

from home.centers import actions as centers
from home.centers.models import Delegation
from lms.core import clock
from lms.core.models import Event
from lms.users import actions
from lms.users.models import User
from tests.factories import home
from tests.factories.users import account
from tests.lms.users import steps
from tests.lms.users.doors import Doors, words
from tests.lms.users.test_factors import add_app

OFFERED = ["", "app/", "passkeys/add/"]


def grant(person: User, permission: str = "manager", **facts: object) -> Delegation:
    """As the office or a manager does."""
    network = permission == Delegation.Permission.OFFICE
    return centers.grant(
        person=person,
        permission=permission,
        center=None if network else home.center(),
        valid_from=clock.day(clock.now()),
        at=clock.now(),
        by=None,
        reason="Ny chef",
        **facts,  # type: ignore[arg-type]
    )


def sign_in_again(doors: Doors) -> Doors:
    """The same person at another browser."""
    other = Doors(Client(), doors.language)
    other.by_password()
    return other


@pytest.mark.parametrize("permission", Delegation.Permission.values)
def test_whoever_acts_for_others_comes_in_once_without(doors: Doors, permission: str) -> None:
    grant(account(), permission)
    answer = doors.by_password(next="/sv/account/")
    assert answer["Location"] == "/sv/accounts/security/?next=%2Fsv%2Faccount%2F"
    assert 'href="/sv/account/"' in words(doors.client.get(answer["Location"]))
    assert doors.get("account/").status_code == 200


def test_the_next_time_only_the_pages_to_set_it_up_answer(doors: Doors) -> None:
    grant(account())
    doors.by_password()
    second = sign_in_again(doors)
    for place in ("account/", "my-learning/", "", "accounts/email/", "accounts/password/change/"):
        assert second.get(place)["Location"] == "/sv/accounts/security/"
        assert second.post(place)["Location"] == "/sv/accounts/security/"
    for place in OFFERED:
        assert second.get(f"accounts/security/{place}").status_code == 200
    assert second.client.get("/cms/")["Location"].endswith("/accounts/security/")


def test_the_page_says_what_opens_nothing_else_and_offers_no_way_past_it(doors: Doors) -> None:
    doors.language = "en"
    grant(account())
    first = words(doors.client.get(doors.by_password(next="/en/account/")["Location"]))
    assert "The next time you sign in, nothing else opens" in first
    assert "Go on without it this once" in first
    again = words(sign_in_again(doors).get("accounts/security/?next=/en/account/"))
    assert "Nothing else opens before you have one." in again
    assert "Go on without it this once" not in again


def test_the_session_that_was_let_in_goes_on(doors: Doors) -> None:
    grant(account())
    doors.by_password()
    sign_in_again(doors)
    assert doors.get("account/").status_code == 200


def test_it_goes_on_for_a_day_at_most(doors: Doors) -> None:
    grant(account())
    doors.by_password()
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert doors.get("account/")["Location"] == "/sv/accounts/security/"


def test_setting_it_up_opens_everything_at_once(
    doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = account()
    grant(person)
    doors.by_password()
    second = sign_in_again(doors)
    actions.add_app(person=person, secret=steps.SECRET, at=clock.now())
    assert second.get("account/").status_code == 200
    third = sign_in_again(doors)
    assert not third.is_in()
    steps.enter_code(third)
    assert third.get("account/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_it_is_set_up_on_the_pages_that_answer(
    doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant(account())
    doors.by_password()
    second = sign_in_again(doors)
    assert add_app(second, monkeypatch)["Location"] == "/sv/accounts/security/codes/"
    assert second.get("accounts/security/codes/").status_code == 200
    assert second.get("account/").status_code == 200
    assert User.objects.get().factor_asked_at is None


def test_a_session_from_before_the_grant_holds_for_a_day(doors: Doors) -> None:
    person = account()
    doors.by_password()
    grant(person)
    assert doors.get("account/").status_code == 200
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert doors.get("account/")["Location"] == "/sv/accounts/security/"
        assert sign_in_again(doors).get("account/").status_code == 200


def test_a_learner_is_asked_for_nothing(doors: Doors) -> None:
    account()
    assert doors.by_password()["Location"] == "/sv/my-learning/"
    assert sign_in_again(doors).get("account/").status_code == 200


def test_a_superuser_is_asked_at_the_first_sign_in(doors: Doors) -> None:
    account()
    User.objects.update(is_superuser=True)
    doors.by_password()
    assert doors.get("account/").status_code == 200
    assert sign_in_again(doors).get("account/").status_code == 302


@pytest.mark.parametrize("way", ["person", "group"])
def test_whoever_may_enter_the_editor_is_asked(doors: Doors, way: str) -> None:
    person, group = account(), Group.objects.create(name="Redaktion")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    if way == "person":
        person.groups.add(group)
    else:
        group.user_set.add(person)
    doors.by_password()
    assert sign_in_again(doors).get("account/").status_code == 302


def test_whoever_acts_for_nobody_any_more_is_not_asked(doors: Doors) -> None:
    person = account()
    delegation = grant(person)
    doors.by_password()
    with time_machine.travel(clock.now() + timedelta(days=3)):
        now = clock.now()
        centers.end_delegation(
            delegation=delegation,
            ended_on=clock.day(now - timedelta(days=1)),
            reason="Slutat",
            at=now,
            by=None,
        )
        assert sign_in_again(doors).get("account/").status_code == 200
    assert User.objects.get().factor_asked_at is None


def test_whoever_has_a_second_step_is_not_asked_for_one(doors: Doors) -> None:
    person = steps.with_app(account())
    grant(person)
    assert User.objects.get().factor_asked_at is None
    assert steps.by_app(doors)["Location"] == "/sv/my-learning/"


def test_the_last_one_cannot_be_taken_away(doors: Doors) -> None:
    doors.language = "en"
    person = steps.with_app(account())
    grant(person)
    steps.by_app(doors)
    answer = doors.post("accounts/security/app/remove/")
    assert "one of an app and a passkey has to stay" in words(answer)
    assert "totp" in steps.kinds(person)


def test_recovery_codes_alone_are_no_second_step(doors: Doors) -> None:
    person = account()
    steps.codes_alone(person)
    grant(person)
    doors.by_password()
    assert sign_in_again(doors).get("account/").status_code == 302


def test_being_let_in_leaves_a_trace(doors: Doors) -> None:
    grant(account())
    doors.by_password()
    sign_in_again(doors)
    names = list(Event.objects.values_list("name", flat=True))
    assert names.count("person.factor_asked") == 1
    assert names.count("person.let_in_without_factor") == 1
