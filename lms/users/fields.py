"""The form fields that the doors share: how they are called and typed, what they refuse."""

import unicodedata
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from lms.users.names import validate_name


class AddressField(forms.EmailField):
    """An e-mail address, in its one spelling."""

    default_validators = [EmailValidator(_("Enter an email address like name@region.se"))]

    def __init__(self, *, autocomplete: str = "email", **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Email"))
        super().__init__(widget=forms.EmailInput({"autocomplete": autocomplete}), **kwargs)
        self.error_messages.update(required=_("Enter your email address"))

    def clean(self, value: Any) -> str:
        return str(super().clean(value)).lower()


class SecretField(forms.CharField):
    """A password: taken as it is typed, and never sent back to the page."""

    def __init__(self, *, autocomplete: str = "current-password", **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Password"))
        widget = forms.PasswordInput({"autocomplete": autocomplete})
        super().__init__(strip=False, max_length=128, widget=widget, **kwargs)
        self.error_messages.update(required=_("Enter your password"))


class NameField(forms.CharField):
    """A person's name as it will stand on certificates: single spaces, composed letters."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Your name"),
            max_length=200,
            widget=forms.TextInput({"autocomplete": "name"}),
            validators=[validate_name],
            **kwargs,
        )
        self.error_messages.update(required=_("Enter your name"))

    def to_python(self, value: Any) -> str:
        return " ".join(unicodedata.normalize("NFC", super().to_python(value) or "").split())
