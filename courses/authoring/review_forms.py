"""What somebody says when they hand a course in, approve it, or ask for changes."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import Approval, Course
from lms.core.free_text import FreeTextField
from lms.core.templatetags.ui import language


class SubmitForm(forms.Form):
    """Which languages are reviewed together, and a word to the reviewers."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Review and release in"), widget=forms.CheckboxSelectMultiple
    )
    note = FreeTextField(
        label=gettext_lazy("A word to the reviewers (may be left empty)"),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, course: Course, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course = course
        field = self.fields["languages"]
        field.choices = [(code, capfirst(language(code))) for code in languages]  # type: ignore[attr-defined]
        field.initial = languages

    def clean_languages(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["languages"]
        if self.course.source_language not in chosen:
            values = {"language": language(self.course.source_language)}
            raise forms.ValidationError(
                _("The course is written in %(language)s: choose that too.") % values
            )
        return chosen


class ApproveForm(forms.Form):
    """The step that the page showed, so that a second click does not take the next one."""

    step = forms.ChoiceField(choices=Approval.Step.choices, widget=forms.HiddenInput)
    note = FreeTextField(
        label=gettext_lazy("A comment to the author (may be left empty)"),
        max_length=1000,
        required=False,
    )


class ChangesForm(forms.Form):
    """What the author is to do before the next round."""

    note = FreeTextField(label=gettext_lazy("What is to be changed?"), max_length=1000)
