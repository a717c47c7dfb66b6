"""What somebody says when they release a course or change its facts."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import Course, CourseVersion
from lms.core.templatetags.ui import language


class ReleaseForm(forms.Form):
    """How large the change is, what changed, and for which languages it is released."""

    impact = forms.ChoiceField(
        label=gettext_lazy("What kind of change is it?"),
        help_text=gettext_lazy(
            "New wording reaches everybody who is under way by itself; other changes are offered "
            "to them. New content that needs retraining begins a new main version."
        ),
        choices=CourseVersion.Impact.choices,
        widget=forms.RadioSelect,
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Release in"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, course: Course, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course = course
        field = self.fields["languages"]
        field.choices = [(code, capfirst(language(code))) for code in languages]  # type: ignore[attr-defined]
        field.initial = languages
        if course.current is None:
            # There is nothing yet that it could be a change of.
            del self.fields["impact"]
        for code in languages:
            self.fields[f"note_{code}"] = forms.CharField(
                label=_("What changed, in %(language)s") % {"language": language(code)},
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = cleaned.get("languages", [])
        for code in chosen:
            if not cleaned.get(f"note_{code}"):
                self.add_error(
                    f"note_{code}", _("Say what changed, for those who took the course.")
                )
        if chosen and self.course.source_language not in chosen:
            values = {"language": language(self.course.source_language)}
            self.add_error(
                "languages", _("The course is written in %(language)s: release that too.") % values
            )
        return cleaned

    def release(self) -> dict[str, Any]:
        """The arguments of the action."""
        chosen = self.cleaned_data["languages"]
        return {
            "impact": self.cleaned_data.get("impact", CourseVersion.Impact.RETRAINING),
            "languages": chosen,
            "notes": {code: self.cleaned_data[f"note_{code}"] for code in chosen},
        }


class FactsForm(forms.Form):
    """Facts that hold at once, without a release."""

    access = forms.ChoiceField(
        label=gettext_lazy("Who may take the course"),
        choices=Course.Access.choices,
        widget=forms.RadioSelect,
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Is it open?"),
        choices=[
            (Course.Status.OPEN, gettext_lazy("Open: it stands in the catalogue")),
            (Course.Status.CLOSED, gettext_lazy("Closed: nobody new can begin")),
            (Course.Status.RETIRED, gettext_lazy("Retired for good: records stay")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why, if it is retired"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        known = {"access": course.access, "status": course.status}
        super().__init__(*args, **{"initial": known, **kwargs})
        if course.status == Course.Status.DRAFT:
            # Its first release opens it.
            del self.fields["status"], self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("status") == Course.Status.RETIRED and not cleaned.get("reason"):
            self.add_error("reason", _("Say why the course is retired."))
        return cleaned
