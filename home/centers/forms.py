"""What managers say about what they do."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.forms import refuse_personal_number


class ReasonForm(forms.Form):
    """Why; it stands in the trail for ever."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("It is kept in the log. Write nothing about a patient."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[refuse_personal_number],
        error_messages={
            "required": _("Write why."),
            "max_length": _("Shorten the text to %(limit_value)d characters."),
        },
    )
