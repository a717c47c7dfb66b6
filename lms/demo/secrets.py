"""What people need to sign in as somebody of the demo: the page and the command say the same."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import encrypt

from lms.demo.content_files import load
from lms.demo.network import PASSWORD, SECRET, SEED


def accounts() -> list[dict[str, Any]]:
    """Each account with its password and, where it needs a second step, what that takes."""
    step = {"totp_secret": SECRET, "recovery_codes": recovery_codes()}
    return [
        {**row, "password": PASSWORD, **(step if row.get("permission") else {})}
        for row in load("accounts")["accounts"]
    ]


def recovery_codes() -> list[str]:
    """The ten codes that come out of the seed, used or not."""
    row = Authenticator(data={"seed": encrypt(SEED), "used_mask": 0})
    return list(RecoveryCodes(row).generate_codes())


def app_code() -> str:
    """What an app with the secret shows at this moment."""
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(SECRET, counters[len(counters) // 2])))
