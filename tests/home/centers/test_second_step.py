"""A lost phone: who may take away whose second step, and what follows."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from home.centers import access
from home.centers.models import Delegation
from lms.core import clock
from lms.core.models import Event
from lms.notifications.models import Notification
from lms.users.models import User
from tests.factories import home
from tests.lms.users import steps
from tests.lms.users.doors import words

P = Delegation.Permission
REASON = "Tappade telefonen i går, identitet kontrollerad på plats."


@pytest.fixture
def lost(db: None) -> User:
    """Works in Uppsala as an assessor, and has lost the phone with the app."""
    person = home.person("lina@example.org", "Lina Ask")
    home.member(person, home.center("uppsala"))
    home.delegation(person, P.ASSESSOR, home.center("uppsala"))
    return steps.with_app(person)


@pytest.fixture
def olga(db: None) -> User:
    """Of the network office."""
    person = home.person("olga@example.org", "Olga Lund")
    home.delegation(person, P.OFFICE, None)
    return person


def at_desk(person: User) -> Client:
    """A browser in which the person has just signed in by password."""
    client = Client()
    client.force_login(person)
    steps.prove(client, person)
    return client


def address(person: User, slug: str = "uppsala") -> str:
    return reverse("centers:second_step", args=[slug, person.uid])


def may(by: User, person: User, slug: str = "uppsala") -> bool:
    return access.may_reset_second_step(by=by, person=person, slug=slug, at=clock.now())


def test_the_manager_of_the_center_resets_it_with_a_reason(cecilia: User, lost: User) -> None:
    client = at_desk(cecilia)
    assert "Lina Ask" in words(client.get(address(lost)))
    answer = client.post(address(lost), {"reason": REASON})
    assert answer["Location"] == address(lost)
    assert steps.kinds(lost) == set()
    event = Event.objects.get(name="person.factors_reset")
    assert (event.actor_id, event.subject_pk, event.reason) == (cecilia.pk, str(lost.pk), REASON)
    assert event.data == {"kinds": ["recovery_codes", "totp"]}
    assert Notification.objects.get(recipient=lost).kind == "factors_reset"
    lost.refresh_from_db()
    assert lost.factor_asked_at
    assert lost.factor_grace_at is None
    client.post(address(lost), {"reason": REASON})
    assert Event.objects.filter(name="person.factors_reset").count() == 1


def test_without_a_reason_nothing_happens(cecilia: User, lost: User) -> None:
    client = at_desk(cecilia)
    for reason in ("", "  ", "Gäller 19850412-1234."):
        assert client.post(address(lost), {"reason": reason}).status_code == 200
    assert steps.kinds(lost)


def test_the_manager_proves_who_they_are_and_keeps_the_reason(cecilia: User, lost: User) -> None:
    client = Client()
    client.force_login(cecilia)
    asked = client.post(address(lost), {"reason": REASON})
    assert asked["Location"].startswith("/sv/accounts/reauthenticate/?next=")
    assert steps.kinds(lost)
    client.post(asked["Location"], {"password": "correct horse"})
    assert Event.objects.get(name="person.factors_reset").reason == REASON


@pytest.mark.parametrize("who", ["david", "bo", "ada", "eva", "lost"])
def test_nobody_else_sees_that_there_is_such_a_page(
    who: str, lost: User, request: pytest.FixtureRequest
) -> None:
    client = at_desk(request.getfixturevalue(who))
    for slug in ("uppsala", "skane", "nowhere"):
        assert client.get(address(lost, slug)).status_code == 404
        assert client.post(address(lost, slug), {"reason": REASON}).status_code == 404
    assert steps.kinds(lost)


def test_a_stranger_is_sent_to_the_door(lost: User) -> None:
    assert "/accounts/login/" in Client().get(address(lost))["Location"]


def test_whoever_acts_elsewhere_too_is_for_the_office(
    cecilia: User, lost: User, olga: User
) -> None:
    assert may(cecilia, lost)
    home.delegation(lost, P.EDUCATOR, home.center("skane"))
    assert not may(cecilia, lost)
    assert may(olga, lost)
    home.delegation(cecilia, P.MANAGER, home.center("skane"))
    assert may(cecilia, lost)


@pytest.mark.parametrize("permission", [P.OFFICE, P.REVIEWER])
def test_whoever_acts_for_the_network_is_for_the_office(
    cecilia: User, lost: User, olga: User, permission: str
) -> None:
    home.delegation(lost, permission, None)
    assert not may(cecilia, lost)
    assert may(olga, lost)


def test_who_operates_the_installation_is_for_the_office(cecilia: User, lost: User) -> None:
    lost.is_superuser = True
    assert not may(cecilia, lost)


def test_nobody_resets_their_own(cecilia: User, olga: User) -> None:
    home.member(olga, home.center("uppsala"))
    assert not may(cecilia, cecilia)
    assert not may(olga, olga)
    assert at_desk(olga).get(address(olga)).status_code == 404


@pytest.mark.parametrize("permission", [P.COORDINATOR, P.EDUCATOR, P.INSPECTOR])
def test_only_a_manager_may(lost: User, permission: str) -> None:
    other = home.person("per@example.org", "Per Ek")
    home.delegation(other, permission, home.center("uppsala"))
    assert not may(other, lost)


def test_a_manager_who_is_none_any_more_may_not(lost: User) -> None:
    other = home.person("per@example.org", "Per Ek")
    home.delegation(other, P.MANAGER, home.center("uppsala"), until=home.LONG_AGO_ON)
    assert not may(other, lost)


def reset(*parts: str) -> None:
    call_command("access", "reset-factor", *parts)


def test_the_office_does_it_by_a_command(lost: User, olga: User, capsys: Any) -> None:
    reset("LINA@example.org", "--by", "olga@example.org", "--reason", REASON)
    assert "lina@example.org signs in once without" in capsys.readouterr().out
    assert steps.kinds(lost) == set()
    assert Event.objects.get(name="person.factors_reset").actor_id == olga.pk


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["lina@example.org", "--by", "cecilia@example.org", "--reason", "x"], "not act for"),
        (["lina@example.org", "--by", "nobody@example.org", "--reason", "x"], "Nobody has"),
        (["nobody@example.org", "--by", "olga@example.org", "--reason", "x"], "Nobody has"),
        (["olga@example.org", "--by", "olga@example.org", "--reason", "x"], "their own"),
        (["cecilia@example.org", "--by", "olga@example.org", "--reason", "x"], "no second step"),
        (["lina@example.org", "--by", "olga@example.org", "--reason", " "], "Say why"),
    ],
)
def test_the_command_says_why_not(
    lost: User, olga: User, cecilia: User, parts: list[str], said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        reset(*parts)
    assert steps.kinds(lost)
