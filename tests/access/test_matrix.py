"""Every role at every address by every method: what happens is what docs/policy.md says."""

import time
from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.access import routes, table
from tests.access.blank import SETTINGS
from tests.access.visitors import Browser, came_in, half_signed_in, signed_in
from tests.access.world import World

# A sign-in that has begun goes on at these instead of beginning anew.
BEGINNINGS = {
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_from_key",
    "mfa_login_webauthn",
    "mfa_authenticate",
}


@pytest.fixture(scope="module")
def sessions(world: World) -> dict[str, str]:
    """By visitor; nobody's is empty."""
    found = {key: signed_in(person) for key, person in world.people.items()}
    gone = world.people["deactivated"]
    gone.is_active = False
    gone.save()
    return {"anonymous": "", "half": half_signed_in(world.ada), **found}


@pytest.fixture
def browser(world: World, quiet: None) -> Iterator[Browser]:
    """It draws nothing."""
    with override_settings(TEMPLATES=SETTINGS):
        yield Browser(world.forms)


def test_the_table_has_every_address_and_no_other() -> None:
    known = {template for template, _method in table.rows()}
    there = {route.template for route in routes.every()}
    assert sorted(there - known) == [], "is not in docs/policy.md"
    assert sorted(known - there) == [], "is in docs/policy.md only"


def test_everybody_gets_what_the_table_says(
    world: World, sessions: dict[str, str], browser: Browser
) -> None:
    began, asked = time.perf_counter(), 0
    known = table.rows()
    faults: list[str] = []
    for route, address in world.addresses():
        for method in table.METHODS:
            row = table.expected(route.template, method, known)
            answers = {who: browser.ask(key, method, address) for who, key in sessions.items()}
            asked += len(answers)
            faults += _faults(route, row, answers)
    took = time.perf_counter() - began
    print(f"\n{len(known)} rows, {asked} requests, {len(faults)} faults, {took:.0f} s")
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def _faults(
    route: routes.Route, row: table.Row, answers: dict[str, tuple[int, str]]
) -> Iterator[str]:
    """Who was let in or turned away against the table, and what broke."""
    broken = [who for who, (status, _leads) in answers.items() if status >= 500]
    if broken:
        yield f"{row.method} {row.template} breaks for {', '.join(broken)}"
    came = {who: came_in(answer) for who, answer in answers.items()}
    wrong = [who for who, may in row.lets_in().items() if came[who] != may]
    if wrong == ["half"] and route.name in BEGINNINGS:
        return
    if wrong:
        seen = table.written(row.template, row.method, came)
        told = ", ".join(f"{who} {answers[who]}" for who in wrong)
        yield f"{row.method} {row.template}: {told}\n    {seen}"
