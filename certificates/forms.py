"""The number on a certificate, typed by somebody who wants to check it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.codes import normalized


class CodeForm(forms.Form):
    """Takes the number with or without hyphens and spaces, in any case."""

    code = forms.CharField(
        label=_("Certificate number"),
        max_length=80,
        widget=forms.TextInput(
            attrs={"class": "mono", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write the number that stands beside the square code.")},
    )

    def clean_code(self) -> str:
        """The code as the register has it."""
        code = normalized(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _(
                    "That is not a certificate number. It has 26 letters and figures, in groups of "
                    "four."
                )
            )
        return code
