"""The second step of signing in: what people have for it, and how it is kept.

Secrets lie encrypted in the database: a copy of it alone opens no account.
"""

import base64
import hashlib
from typing import ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms.core import clock
from lms.users import selectors
from lms.users.models import User


def _safe() -> MultiFernet:
    keys: list[str] = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(f"second step:{key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class FactorAdapter(DefaultMFAAdapter):
    """Allauth's behaviour with our words, one quick read, and secrets that are encrypted."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "You act for others, so one of an app and a passkey has to stay. Add another one first."
        ),
        "cannot_generate_recovery_codes": _("Add an app or a passkey first."),
        "incorrect_code": _("This code does not fit. Enter the one that is shown now."),
        "unverified_email": _("Confirm your email before you add an app or a passkey."),
    }

    def encrypt(self, text: str) -> str:
        return _safe().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What another key has encrypted fits no code: it becomes a secret that nobody knows."""
        try:
            return _safe().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return str(generate_totp_secret())

    def is_mfa_enabled(self, user: User | AnonymousUser, types: list[str] | None = None) -> bool:
        if isinstance(user, AnonymousUser):
            return False
        kinds = selectors.factor_kinds(user)
        return bool(kinds if types is None else kinds & set(types))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one of whoever needs one."""
        if authenticator.type not in selectors.STEPS:
            return True
        rest = Authenticator.objects.filter(user=authenticator.user_id, type__in=selectors.STEPS)
        others: bool = rest.exclude(pk=authenticator.pk).exists()
        return others or not selectors.needs_factor(authenticator.user, clock.now())

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def _get_site_name(self) -> str:
        # In the app beside the codes, and where a device asks which passkey.
        return str(settings.WAGTAIL_SITE_NAME)
