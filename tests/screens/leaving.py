"""Screens of one's own data: asked for, being made, ready; and leaving."""

import time
from importlib import import_module

from django.conf import settings
from playwright.sync_api import Page, expect

from lms.core import clock
from lms.reports.privacy.actions import ask_for_copy, make_copy
from lms.users.actions import signed_in
from lms.users.models import SignIn
from tests.factories import home, learning
from tests.screens.screens import Screen, send
from tests.screens.world import World


def own_data(world: World) -> list[Screen]:
    """The last of them closes an account."""
    at = clock.now()
    world.people["leaver"] = learning.confirmed(home.person("leaver@example.org", "Lo Ek"))
    ask_for_copy(person=world.people["codes"], at=at)
    make_copy(copy=ask_for_copy(person=world.people["eva"], at=at), at=at)
    device = "Samsung Internet, Android"
    signed_in(person=world.people["safe"], way=SignIn.Way.RECOVERY_CODE, device=device, at=at)
    return [
        Screen("own data", "/sv/account/data/", who="ada", main=True),
        Screen("own data, under way", "/sv/account/data/", who="codes"),
        Screen("own data, ready", "/sv/account/data/", who="eva"),
        Screen("sign-ins", "/sv/accounts/security/", who="safe", main=True),
        Screen("close account with a role", "/en/account/close/", who="manager"),
        Screen("close account", "/sv/account/close/", who="leaver", main=True),
        Screen("account closed", "/sv/account/close/", who="leaver", act=close),
    ]


def close(page: Page) -> None:
    """The person has just proven who they are."""
    cookies = {
        str(cookie.get("name")): str(cookie.get("value")) for cookie in page.context.cookies()
    }
    store = import_module(settings.SESSION_ENGINE).SessionStore
    session = store(cookies[settings.SESSION_COOKIE_NAME])
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    send(page)
    expect(page.locator("main form")).to_have_count(0)
