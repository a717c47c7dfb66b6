"""One's own account, how one signs in, and what allauth's doors say when time has run out."""

from lms.users.views.account import profile, says_when_run_out, too_many
from lms.users.views.factors import (
    add_passkey,
    codes,
    download_codes,
    passkey_again,
    remove_passkey,
    security,
)

__all__ = [
    "add_passkey",
    "codes",
    "download_codes",
    "passkey_again",
    "profile",
    "remove_passkey",
    "says_when_run_out",
    "security",
    "too_many",
]
