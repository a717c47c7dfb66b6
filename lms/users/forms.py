"""The forms of the doors: allauth's behaviour with our fields and words."""

from typing import Any
from zoneinfo import available_timezones

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from django import forms
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from lms.users.fields import AddressField, NameField, SecretField
from lms.users.models import User

NEW_PASSWORD_HINT = _(
    "At least 10 characters. Three words that only you would put together are good."
)


class LoginForm(allauth.LoginForm):
    """One form, two buttons: with the password, or with a code sent to the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_code = self.data.get("by") == "code"
        self.fields["login"] = AddressField(autocomplete="username")
        self.fields["password"] = SecretField(required=not self.by_code)
        self.fields["password"].error_messages["required"] = _(
            "Enter your password, or ask for a code"
        )

    def user_credentials(self) -> dict[str, Any]:
        credentials: dict[str, Any] = super().user_credentials()
        if self.by_code:
            # Browsers fill passwords in unasked.
            credentials.pop("password", None)
        return credentials

    def clean(self) -> None:
        try:
            super().clean()
        except forms.ValidationError as error:
            self.add_error("password", error)


class SignupForm(allauth.SignupForm):
    """Name, address and, for those who want one, a password."""

    field_order = ("display_name", "email", "password1")
    display_name = NameField(help_text=_("As it should stand on a certificate"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField(help_text=_("We send a code to confirm it"))
        self.fields["password1"] = SecretField(
            label=_("Password, if you want one"),
            help_text=_(
                "At least 10 characters. Leave it empty to sign in with a code by email each time."
            ),
            autocomplete="new-password",
            required=False,
        )
        self.order_fields(self.field_order)

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        try:
            saved: tuple[User | None, HttpResponse | None] = super().try_save(request)
        except IntegrityError:
            # The same form came twice at once: answer as if the account had been there before.
            self.account_already_exists = True
            saved = super().try_save(request)
        return saved


class RequestLoginCodeForm(allauth.RequestLoginCodeForm):
    email = AddressField(autocomplete="username")


class CodeField(forms.CharField):
    """A code out of a mail."""

    def __init__(self) -> None:
        attributes = {"autocomplete": "one-time-code", "autocapitalize": "characters"}
        super().__init__(
            label=_("Code"),
            max_length=40,
            widget=forms.TextInput({**attributes, "spellcheck": "false"}),
        )
        self.error_messages.update(required=_("Enter the code from the email"))


class ConfirmLoginCodeForm(allauth.ConfirmLoginCodeForm):
    code = CodeField()


class ConfirmAddressForm(allauth.ConfirmEmailVerificationCodeForm):
    code = CodeField()


class ResetPasswordForm(allauth.ResetPasswordForm):
    email = AddressField()


class _NewPassword(forms.Form):
    """One field: what was mistyped can be reset, and two fields are mistyped twice as often."""

    password1 = SecretField(
        label=_("New password"), help_text=NEW_PASSWORD_HINT, autocomplete="new-password"
    )
    password2 = None

    def clean_password1(self) -> str:
        person: User = self.user  # type: ignore[attr-defined]
        secret: str = get_adapter().clean_password(self.cleaned_data["password1"], user=person)
        return secret


class SetPasswordForm(_NewPassword, allauth.SetPasswordForm):
    pass


class ResetPasswordKeyForm(_NewPassword, allauth.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(_NewPassword, allauth.ChangePasswordForm):
    field_order = ("oldpassword", "password1")
    oldpassword = SecretField(label=_("Your password now"))


class ReauthenticateForm(allauth.ReauthenticateForm):
    password = SecretField()


class ChangeAddressForm(allauth.AddEmailForm):
    email = AddressField(label=_("New email"), help_text=_("We send a code to confirm it"))


def time_zones() -> list[tuple[str, str]]:
    """Places by continent, as people look for them."""
    return [
        (name, name.replace("_", " ").replace("/", ": ", 1))
        for name in sorted(available_timezones())
        if name.partition("/")[0] in _CONTINENTS
    ]


_CONTINENTS = {
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
}


class ProfileForm(forms.Form):
    """What people decide about themselves."""

    display_name = NameField(
        help_text=_(
            "Stands on the certificates you earn from now on. Those you have keep the name they "
            "were issued with."
        )
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=User.Language.choices,
        error_messages={"invalid_choice": _("Choose a language from the list")},
        help_text=_("Of the emails we send, and of the pages after you sign in."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zones,
        error_messages={"invalid_choice": _("Choose a time zone from the list")},
        help_text=_("Times are shown as your clock shows them."),
    )
    single_key_shortcuts = forms.BooleanField(
        label=_("Single-letter keys in lessons"),
        required=False,
        help_text=_(
            "N for next, P for previous. Switch them off if you dictate or use a screen reader."
        ),
    )
