"""What visitors may send without an account."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.core.free_text import FreeTextField

LONGEST_PATH = 500
_PATH = re.compile(r"/(?!/)[^\s\\]*")


def local_path(text: str) -> str:
    """The address of a page of ours as it came; empty for anything else."""
    return text if _PATH.fullmatch(text) and len(text) <= LONGEST_PATH else ""


class ReportForm(forms.Form):
    """What is wrong on a page, and where to answer if somebody wants to know."""

    page = forms.CharField(widget=forms.HiddenInput, required=False)
    text = FreeTextField(
        label=_("What is wrong?"),
        help_text=_("Quote the words, or say what does not work. Write nothing about a patient."),
        max_length=5000,
        rows=6,
        error_messages={"required": _("Write what is wrong.")},
    )
    reply_to = forms.EmailField(
        label=_("Your e-mail address, if you want an answer"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Write the address as name@example.org, or leave it empty.")},
    )

    def clean_page(self) -> str:
        return local_path(self.cleaned_data["page"])
