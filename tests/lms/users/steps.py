"""The second step, as people with a phone or a passkey take it."""

import json
import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.core.cache import cache
from django.test import Client
from fido2.utils import websafe_encode

from lms.core import clock
from lms.users import actions, selectors
from lms.users.models import User
from tests.lms.users.doors import Doors
from tests.lms.users.passkeys import Passkey

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def with_app(person: User) -> User:
    """The person has an app, and recovery codes."""
    actions.add_app(person=person, secret=SECRET, at=clock.now())
    return person


def with_passkey(person: User, name: str = "Arbetstelefon") -> Passkey:
    """The person has a passkey, too."""
    passkey = Passkey()
    user = {"id": websafe_encode(str(person.pk).encode())}
    options = {"publicKey": {"user": user, "rp": {"id": "localhost"}, "challenge": "AAAA"}}
    credential = json.loads(passkey.create(options))
    WebAuthn.add(person, name, credential)
    return passkey


def prove(client: Client, person: User, method: str = "password") -> None:
    """The person of this browser has just proved who they are."""
    session = client.session
    session["account_authentication_methods"] = [{"method": method, "at": time.time()}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()


def app_code(later: int = 0) -> str:
    """What the app shows now, or some half minutes later."""
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + later)))


def recovery_codes(person: User) -> list[str]:
    """Those that are left."""
    return selectors.unused_codes(selectors.factors_of(person)) or []


def next_half_minute() -> None:
    """A code that was spent may be shown again."""
    cache.clear()


def enter_code(doors: Doors, code: str = "", **more: str) -> Any:
    """Take the second step."""
    return doors.post("accounts/login/step/", code=code or app_code(), **more)


def by_app(doors: Doors, email: str = "elin@example.org") -> Any:
    """Sign in with password and app."""
    doors.by_password(email)
    return enter_code(doors)


def wait(doors: Doors, minutes: int = 10) -> None:
    """So long ago was whatever the person of this browser proved."""
    session = doors.client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 60 * minutes
    session.save()


def kinds(person: User) -> set[str]:
    """What stands in the database."""
    return set(Authenticator.objects.filter(user=person).values_list("type", flat=True))


def codes_alone(person: User) -> None:
    """Recovery codes without anything that they stand in for."""
    RecoveryCodes.activate(person)
