"""What people say who look after a center, and who want to belong to it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from home.centers import rules
from home.centers.models import Center, Delegation, Unit
from home.models import JobRole
from lms.core.free_text import FreeTextField, ReasonField
from lms.users.models import User, normal_email


class Day(forms.DateField):
    """A day, written and picked as 2026-11-23."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **options)
        self.error_messages["required"] = _("Choose the day.")
        self.error_messages["invalid"] = _("Write the day as 2026-11-23.")


class Choice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the rows that are offered; nothing else is known."""

    def __init__(self, queryset: Any = None, **options: Any) -> None:
        super().__init__(queryset, **options)
        self.error_messages["required"] = _("Choose one.")
        self.error_messages["invalid_choice"] = _("Choose one of the list.")


class ReasonForm(forms.Form):
    """Why; it stands in the trail for ever."""

    reason = ReasonField()


class NarrowForm(forms.Form):
    """Which people to show; sent by GET, so it holds no name."""

    unit = Choice(Unit.objects.none(), label=_("Unit"), required=False, to_field_name="slug")
    role = Choice(JobRole.objects.all(), label=_("Job role"), required=False, to_field_name="slug")
    page = forms.IntegerField(min_value=1, max_value=999_999, required=False)

    def __init__(self, *args: Any, center: Center, **options: Any) -> None:
        super().__init__(*args, **options)
        unit: Any = self.fields["unit"]
        unit.queryset, unit.empty_label = center.units.all(), _("All units")
        role: Any = self.fields["role"]
        role.empty_label = _("All job roles")


class GiveForm(forms.Form):
    """Who may do what, where and how long, and why."""

    email = forms.EmailField(
        label=_("Their email"),
        help_text=_("The address that they sign in with."),
        error_messages={
            "required": _("Write the address."),
            "invalid": _("Write the address as name@example.org."),
        },
    )
    permission = forms.ChoiceField(
        label=_("What they may do"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what they may do."),
            "invalid_choice": _("Choose what they may do."),
        },
    )
    unit = Choice(
        Unit.objects.none(),
        label=_("Where"),
        help_text=_("In a unit and the units in it, or in the whole center."),
        required=False,
    )
    valid_from = Day(label=_("From"))
    valid_until = Day(
        label=_("To and including"),
        help_text=_("Empty: until somebody ends it. An inspector’s permission always ends."),
        required=False,
    )
    reason = ReasonField()

    def __init__(
        self,
        *args: Any,
        center: Center,
        offered: Iterable[str],
        today: date,
        person: User | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **{"initial": {"valid_from": today}, **options})
        self.person, self.today = person, today
        if person:
            del self.fields["email"]
        names: Any = self.fields["permission"]
        names.choices = [(name, Delegation.Permission(name).label.capitalize()) for name in offered]
        unit: Any = self.fields["unit"]
        unit.queryset, unit.empty_label = center.units.all(), _("The whole center")

    def clean_email(self) -> str:
        email = normal_email(self.cleaned_data["email"])
        found = User.objects.filter(email=email, is_active=True, merged_into=None).first()
        if found is None:
            raise forms.ValidationError(
                _("Nobody has an account with this address. Ask them to make one first.")
            )
        self.person = found
        return str(email)

    def clean_valid_from(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        if day < self.today:
            raise forms.ValidationError(_("Choose today or a day to come."))
        return day

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        begins, ends = told.get("valid_from"), told.get("valid_until")
        if begins and ends and ends < begins:
            self.add_error("valid_until", _("The last day lies before the first."))
        if not self.errors and not ends and rules.needs_end(told["permission"]):
            self.add_error("valid_until", _("Choose the day on which the inspection ends."))
        if told.get("permission") == rules.MANAGER and told.get("unit"):
            self.add_error("unit", _("A manager answers for the whole center."))
        return {**told, "person": self.person}


class EndForm(forms.Form):
    """The last day of a permission, and why."""

    ended_on = Day(
        label=_("Last day"), help_text=_("Included. To end it at once, choose yesterday.")
    )
    reason = ReasonField()

    def __init__(self, *args: Any, begun: date, today: date, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"ended_on": today}, **options})
        self.begun = begun

    def clean_ended_on(self) -> date:
        day: date = self.cleaned_data["ended_on"]
        if day < self.begun:
            raise forms.ValidationError(_("The last day lies before the first."))
        return day


class JoinForm(forms.Form):
    """Where somebody works, as what and since when."""

    center = Choice(Center.objects.all(), label=_("Center"), empty_label=_("Choose a center"))
    unit = Choice(
        Unit.objects.select_related("center"),
        label=_("Unit"),
        help_text=_("Leave it open if yours is not here."),
        empty_label=_("No unit"),
        required=False,
    )
    job_role = Choice(
        JobRole.objects.all(), label=_("Job role"), empty_label=_("Choose a job role")
    )
    started_on = Day(label=_("You work there since"))
    note = FreeTextField(
        label=_("Something to your coordinator"),
        help_text=_("For example who your manager is. Write nothing about a patient."),
        max_length=300,
        rows=2,
        required=False,
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        unit: Any = self.fields["unit"]
        unit.label_from_instance = lambda row: f"{row.center.name}: {row.name}"

    def clean_started_on(self) -> date:
        day: date = self.cleaned_data["started_on"]
        if day > self.today:
            raise forms.ValidationError(_("Choose today or a day before."))
        return day

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        unit, center = told.get("unit"), told.get("center")
        if unit and center and unit.center_id != center.pk:
            self.add_error("unit", _("This unit belongs to another center."))
        return told


class AnswerForm(forms.Form):
    """Yes, or no and why."""

    answer = forms.ChoiceField(
        label=_("Do they belong to your center?"),
        choices=[("accept", _("Yes, they work here")), ("decline", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no."), "invalid_choice": _("Choose one.")},
    )
    reason = FreeTextField(
        label=_("Why, if no"),
        help_text=_("They read it, and it is kept in the log. Write nothing about a patient."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("answer") == "decline" and not told.get("reason") and "reason" in told:
            self.add_error("reason", _("Write why."))
        return told
