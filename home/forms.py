"""What visitors may send without an account."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST_PATH = 500
_PATH = re.compile(r"/(?!/)[^\s\\]*")
# Six or eight figures of a birth date, then four: nobody should send us who a patient is.
_PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{2}[01]\d[0-36-9]\d[-+ ]?\d{4}(?!\d)")


def local_path(text: str) -> str:
    """The address of a page of ours as it came; empty for anything else."""
    return text if _PATH.fullmatch(text) and len(text) <= LONGEST_PATH else ""


def refuse_personal_number(text: str) -> None:
    """Raise a sentence for the field where a text holds what looks like a personal number."""
    if _PERSONAL_NUMBER.search(text):
        raise ValidationError(
            _("Take out the personal identity number. Never send us who a patient is.")
        )


class ReportForm(forms.Form):
    """What is wrong on a page, and where to answer if somebody wants to know."""

    page = forms.CharField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("What is wrong?"),
        help_text=_("Quote the words, or say what does not work. Write nothing about a patient."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[refuse_personal_number],
        error_messages={
            "required": _("Write what is wrong."),
            "max_length": _("Shorten the text to %(limit_value)d characters."),
        },
    )
    reply_to = forms.EmailField(
        label=_("Your e-mail address, if you want an answer"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Write the address as name@example.org, or leave it empty.")},
    )

    def clean_page(self) -> str:
        return local_path(self.cleaned_data["page"])
