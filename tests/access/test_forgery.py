"""Posts without a token, and ways that lead out of the product, are refused at every address."""

import pytest
from django.test import Client

from tests.access.visitors import Browser, came_in, signed_in, undone
from tests.access.world import World
from tests.factories.users import PASSWORD

# Browsers report what the content policy refused, without a token; it changes nothing but the log.
TOKENLESS = {"csp_report"}
ABROAD = ("https://evil.example/", "//evil.example/", "/\\evil.example/", "https:evil.example")
NAMES = ("next", "redirect_to", "return_to", "url")


@pytest.mark.parametrize("who", ["", "owner", "superuser"])
def test_a_post_without_its_token_is_refused_before_anything_else(
    world: World, who: str, quiet: None
) -> None:
    session = signed_in(world.people[who]) if who else ""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    let_in = []
    for route, address in world.addresses():
        client.cookies.clear()
        if session:
            client.cookies["session"] = session
        with undone():
            answer = client.post(address, {"reason": "x"})
            if came_in((answer.status_code, answer.get("Location", ""))):
                let_in.append(route.name)
    assert set(let_in) == TOKENLESS


@pytest.mark.parametrize("who", ["", "owner"])
def test_no_address_leads_abroad(world: World, who: str, quiet: None) -> None:
    browser, session = Browser(), signed_in(world.people[who]) if who else ""
    for route, address in world.addresses():
        for place in ABROAD[:2]:
            query = "&".join(f"{name}={place}" for name in NAMES)
            _status, leads = browser.ask(session, "GET", f"{address}?{query}")
            assert _stays(leads), (route.template, leads)


@pytest.mark.parametrize("place", ABROAD)
@pytest.mark.parametrize("path", ["login/", "logout/", "reauthenticate/", "signup/"])
def test_no_door_leads_abroad_afterwards(world: World, path: str, place: str) -> None:
    forms = {
        "login/": {"login": "learner@example.org", "password": PASSWORD},
        "logout/": {},
        "reauthenticate/": {"password": PASSWORD},
        "signup/": {"display_name": "Mats Ek", "email": "mats@example.org", "password1": PASSWORD},
    }
    client = Client()
    if path in {"logout/", "reauthenticate/"}:
        client.force_login(world.people["learner"])
    with undone():
        answer = client.post(f"/sv/accounts/{path}", {**forms[path], "next": place})
    assert answer.status_code == 302
    assert _stays(answer["Location"])


def _stays(leads: str) -> bool:
    path = leads.partition("?")[0]
    return not leads or (path.startswith("/") and not path.startswith(("//", "/\\")))
