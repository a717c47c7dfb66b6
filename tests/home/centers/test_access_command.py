"""The office and the first managers are appointed at a terminal."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from home.centers import selectors
from home.centers.models import Delegation
from lms.core import clock
from lms.users.models import User
from tests.courses.editor import superuser
from tests.factories import home

pytestmark = pytest.mark.django_db
BY = ["--by", "root@example.org", "--reason", "Beslut 2026-11-02"]
OFFICE = ["--permission", "office"]
MANAGER = ["--permission", "manager", "--center", "uppsala"]


@pytest.fixture(autouse=True)
def root() -> User:
    """Operates the installation."""
    home.center()
    return superuser()


def run(*parts: str) -> None:
    call_command("access", *parts)


def test_the_operator_appoints_the_office_and_the_office_a_manager(
    ada: User, eva: User, capsys: Any
) -> None:
    run("grant", "eva@example.org", *OFFICE, *BY)
    assert selectors.holds_office(eva, at=clock.now())
    assert "is asked for a second step" in capsys.readouterr().out
    run("grant", "ada@example.org", *MANAGER, "--by", "eva@example.org", "--reason", "Ny chef")
    assert "uppsala" in selectors.managed_centers(ada, at=clock.now()).values()
    right = Delegation.objects.get(person=ada)
    assert (right.granted_by, right.reason) == (eva, "Ny chef")


def test_it_is_ended_the_same_way(ada: User, capsys: Any) -> None:
    run("grant", "ada@example.org", *MANAGER, *BY)
    run("end", "ada@example.org", *MANAGER, *BY)
    day = clock.day(clock.now())
    assert Delegation.objects.newest().get(person=ada).valid_until == day
    assert "that day included" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["grant", "ada@example.org", "--permission", "manager", *BY], "needs --center"),
        (["grant", "ada@example.org", *OFFICE, "--center", "uppsala", *BY], "has none"),
        (["grant", "ada@example.org", *MANAGER[:3], "nowhere", *BY], "no center nowhere"),
        (["grant", "root@example.org", *MANAGER, *BY], "nobody to themselves"),
        (["grant", "nobody@example.org", *MANAGER, *BY], "Nobody has"),
        (["end", "ada@example.org", *MANAGER, *BY], "no such permission"),
        (["grant", "ada@example.org", *MANAGER, *BY[:3], "850101-1236"], "without a personal"),
        (
            ["grant", "ada@example.org", *MANAGER, "--by", "bo@example.org", "--reason", "x"],
            "does not act for the office",
        ),
    ],
)
def test_it_says_why_not(ada: User, bo: User, parts: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        run(*parts)
    assert not Delegation.objects.filter(person=ada).exists()


def test_the_office_appoints_no_office(ada: User, eva: User) -> None:
    home.delegation(eva, Delegation.Permission.OFFICE, None)
    with pytest.raises(CommandError, match="above"):
        run("grant", "ada@example.org", *OFFICE, "--by", "eva@example.org", "--reason", "x")
