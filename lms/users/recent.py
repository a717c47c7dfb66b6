"""How long ago, and how, the person at the screen proved who they are.

Sensitive views call `prove` before they act. It interrupts the request; allauth asks the person,
and brings them back with what they had typed. The form has to post to an address without a query.
"""

from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.db import models
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.users.models import SignIn


class Method(models.TextChoices):
    """By what a person can prove at a screen who they are."""

    PASSWORD = "password", gettext_lazy("password")
    TOTP = "totp", gettext_lazy("code from an app")
    PASSKEY = "passkey", gettext_lazy("passkey")
    RECOVERY_CODE = "recovery_code", gettext_lazy("recovery code")


_METHODS = {
    ("password", None): Method.PASSWORD,
    ("mfa", "totp"): Method.TOTP,
    ("mfa", "webauthn"): Method.PASSKEY,
    ("mfa", "recovery_codes"): Method.RECOVERY_CODE,
}

_WAYS: dict[tuple[str | None, str | None], SignIn.Way] = {
    ("password", None): SignIn.Way.PASSWORD,
    ("socialaccount", None): SignIn.Way.ORGANISATION,
    ("mfa", "totp"): SignIn.Way.TOTP,
    ("mfa", "webauthn"): SignIn.Way.PASSKEY,
    ("mfa", "recovery_codes"): SignIn.Way.RECOVERY_CODE,
}


def way_in(request: HttpRequest) -> SignIn.Way:
    """By which way the person has just come in; a confirmed address and a mailed link are no record
    of allauth's, and come by mail as a code does."""
    records = get_authentication_records(request, request.user)
    last = records[-1] if records else {}
    return _WAYS.get((last.get("method"), last.get("type")), SignIn.Way.CODE)


def signed_in(request: HttpRequest, *, at: datetime) -> bool:
    """Whether somebody signed in or proved who they are in the last minutes, by any way."""
    return bool(_fresh(request, at))


def fresh_method(request: HttpRequest, at: datetime) -> Method | None:
    """How the person proved in the last minutes who they are; None when they have to do it again.

    A code by mail opens the account, but proves nothing about who sits at the screen.
    """
    for record in reversed(_fresh(request, at)):
        method = _METHODS.get((record["method"], record.get("type")))
        if method:
            return method
    return None


def may_act_for_others(request: HttpRequest) -> bool:
    """False for whoever certainly does not, so that pages of learners ask no further.

    Whoever acts for others came in by two steps or by another house, or is asked to set one up.
    """
    records = get_authentication_records(request, request.user)
    strong = any(record["method"] in {"mfa", "socialaccount"} for record in records)
    return strong or bool(getattr(request.user, "factor_asked_at", None))


def _fresh(request: HttpRequest, at: datetime) -> list[dict[str, Any]]:
    since = at.timestamp() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    return [record for record in records if record["at"] >= since]


def prove(request: HttpRequest, at: datetime) -> Method:
    """How the person proved in the last minutes who they are; otherwise they are sent to do it.

    Whoever has nothing to prove it by is told what to set up first.
    """
    method = fresh_method(request, at)
    if method:
        return method
    if get_adapter().get_reauthentication_methods(request.user):
        raise ReauthenticationRequired
    messages.error(request, _("Add a passkey, an app or a password first. Then try again."))
    raise ImmediateHttpResponse(redirect("mfa_index"))
