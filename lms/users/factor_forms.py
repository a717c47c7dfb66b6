"""The forms of the second step: allauth's behaviour with our fields and words."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as steps
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

# As long as a code of an app fits: its own half minute, and the one before and after.
FITS = 90


class AppCodeField(forms.CharField):
    """Six digits out of an app, or a recovery code."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"autocomplete": "one-time-code", "inputmode": "numeric"}
        super().__init__(
            label=_("Code"),
            max_length=40,
            widget=forms.TextInput({**attributes, "spellcheck": "false"}),
            **kwargs,
        )
        self.error_messages.update(required=_("Enter the code"))


class _OneCode(forms.Form):
    """Takes a code once: whoever reads it over a shoulder comes too late."""

    code = AppCodeField(
        help_text=_("Six digits from the app on your phone, or one of your recovery codes.")
    )

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except forms.ValidationError as error:
            if error.code == "too_many_login_attempts":
                raise _too_many() from error
            raise
        if self.authenticator.type == Authenticator.Type.TOTP:  # type: ignore[attr-defined]
            self._spend(code)
        return code

    def _spend(self, code: str) -> None:
        person = self.user.pk  # type: ignore[attr-defined]
        if not cache.add(f"totp:{person}:{code.replace(' ', '')}", "spent", timeout=FITS):
            raise get_adapter().validation_error("incorrect_code")


def _too_many() -> forms.ValidationError:
    return forms.ValidationError(
        _("Too many attempts. Wait five minutes."), code="too_many_login_attempts"
    )


class SecondStepForm(_OneCode, steps.AuthenticateForm):
    pass


class CodeAgainForm(_OneCode, steps.ReauthenticateForm):
    pass


class AddAppForm(totp.ActivateTOTPForm):
    code = AppCodeField(help_text=_("The six digits that the app shows now."))


class _PasskeyNameField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Name of the passkey"),
            help_text=_("So that you know it again, for example “Work phone”."),
            max_length=60,
            widget=forms.TextInput({"autocomplete": "off"}),
            **kwargs,
        )
        self.error_messages.update(required=_("Enter a name"))


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """Every key is a passkey: it is on the device, and asks who holds it."""

    name = _PasskeyNameField(required=False)
    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True, required=False)

    def clean_passwordless(self) -> bool:
        return True

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except forms.ValidationError:
            cleaned = {}
        if not cleaned.get("credential"):
            self.errors.pop("credential", None)
            self.add_error("name", no_answer())
        return cleaned


class NamePasskeyForm(webauthn.EditWebAuthnForm):
    name = _PasskeyNameField()


def no_answer() -> forms.ValidationError:
    """What is said when a device answered nothing that fits."""
    return forms.ValidationError(
        _("Your device gave no passkey. Try again, or choose another way."), code="no_passkey"
    )
