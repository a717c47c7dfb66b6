"""What an author says to begin a course."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.starting.starters import starters
from lms.core.bilingual import in_language


class StartForm(forms.Form):
    """A template and a title."""

    starter = forms.ChoiceField(
        label=_("Begin from"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what to begin from.")},
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=255,
        error_messages={"required": _("Write a title. It can be changed later.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["starter"]
        field.choices = [
            (slug, f"{in_language(one.name)}: {in_language(one.lead)}")
            for slug, one in starters().items()
        ]
