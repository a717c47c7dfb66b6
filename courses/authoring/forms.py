"""What somebody says when they release a course or change its facts."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import Course, CourseVersion
from lms.core.free_text import FreeTextField
from lms.core.templatetags.ui import language


class ReleaseForm(forms.Form):
    """How large the change is, and what learners will read about it in each language."""

    impact = forms.ChoiceField(
        label=gettext_lazy("What kind of change is it?"),
        choices=[
            (
                CourseVersion.Impact.EDITORIAL,
                gettext_lazy(
                    "Typo or wording: whoever is under way reads it from now on, "
                    "and nothing is to be done again."
                ),
            ),
            (
                CourseVersion.Impact.CONTENT,
                gettext_lazy(
                    "Small change: whoever is under way is offered the new version "
                    "and keeps the lessons they have done."
                ),
            ),
            (
                CourseVersion.Impact.RETRAINING,
                gettext_lazy(
                    "New content that needs retraining: a new main version. Whoever is under way "
                    "is offered it; certificates go on naming the version that was taken."
                ),
            ),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, course: Course, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        if course.current is None:
            # There is nothing yet that it could be a change of.
            del self.fields["impact"]
        for code in languages:
            self.fields[f"note_{code}"] = FreeTextField(
                label=_("What learners read about the change, in %(language)s")
                % {"language": language(code)},
                error_messages={"required": _("Say what changed, for those who took the course.")},
            )

    def release(self) -> dict[str, Any]:
        """The arguments of the action."""
        return {
            "impact": self.cleaned_data.get("impact", CourseVersion.Impact.RETRAINING),
            "notes": {code: self.cleaned_data[f"note_{code}"] for code in self.languages},
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
    reason = FreeTextField(label=gettext_lazy("Why, if it is retired"), required=False)

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
