"""Passkeys in a real browser, with a device that Chromium plays."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from lms.users.models import User
from tests import browser as look
from tests.factories.users import PASSWORD, account
from tests.lms.users import steps

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def phone(page: Page) -> Iterator[Page]:
    """A page on a device that knows its owner by the finger."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.set_default_timeout(15_000)
    yield page
    session.send("WebAuthn.disable")


def site(live_server: LiveServer) -> str:
    """Passkeys belong to a name."""
    return live_server.url.replace("127.0.0.1", "localhost")


def test_a_passkey_is_added_and_signs_in(phone: Page, live_server: LiveServer) -> None:
    person = account(language="en")
    look.sign_in(phone, site(live_server), person)
    phone.goto(f"{site(live_server)}/en/accounts/security/passkeys/add/")
    phone.get_by_label("Name of the passkey").fill("Work phone")
    phone.get_by_role("button", name="Add the passkey").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    assert steps.kinds(person) == {"webauthn", "recovery_codes"}
    phone.context.clear_cookies()
    phone.goto(f"{site(live_server)}/en/accounts/login/?next=/en/account/")
    phone.get_by_role("button", name="Sign in with a passkey").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("My account")


def test_a_passkey_is_the_second_step_and_asks_again(phone: Page, live_server: LiveServer) -> None:
    person = account(language="en")
    look.sign_in(phone, site(live_server), person)
    phone.goto(f"{site(live_server)}/en/accounts/security/passkeys/add/")
    phone.get_by_role("button", name="Add the passkey").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    phone.context.clear_cookies()
    phone.goto(f"{site(live_server)}/en/accounts/login/?next=/en/account/")
    phone.get_by_label("Email").fill("elin@example.org")
    phone.get_by_label("Password", exact=True).fill(PASSWORD)
    phone.get_by_role("button", name="Sign in", exact=True).click()
    phone.get_by_role("button", name="Use a passkey").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("My account")
    phone.goto(f"{site(live_server)}/en/accounts/reauthenticate/passkey/?next=/en/account/")
    phone.get_by_role("button", name="Use a passkey").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("My account")
    assert User.objects.get() == person


def test_a_device_that_gives_none_says_so(
    page: Page, live_server: LiveServer, console: list[str]
) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    page.goto(f"{site(live_server)}/en/accounts/login/")
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new Error('not allowed')); }"
    )
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_have_text(
        "Your device gave no passkey. Try again, or choose another way."
    )
    assert console == []
