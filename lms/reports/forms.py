"""What to look for in the trail."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lms.reports.trail.wording import KINDS


class _Day(forms.DateField):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False, input_formats=["%Y-%m-%d"])
        self.error_messages["invalid"] = _("Write the day as 2026-11-23")


class TrailForm(forms.Form):
    """Sent by GET, with ids only: addresses are kept in histories and logs."""

    person = forms.TypedChoiceField(
        label=_("Person"),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": _("Choose a person of the list")},
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        error_messages={"invalid_choice": _("Choose a kind of the list")},
    )
    since = _Day(_("From"))
    until = _Day(_("To and including"))

    def __init__(
        self, *args: Any, people: Iterable[tuple[int, str]], kinds: Iterable[str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offered = [(kind, KINDS[kind][0]) for kind in kinds]
        self.fields["person"].choices = [("", _("Everybody")), *people]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", _("Everything")), *offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        since, until = told.get("since"), told.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day lies before the first"))
        return told


def begins(day: date) -> datetime:
    """The moment at which a day of the network begins."""
    return datetime.combine(day, time.min, ZoneInfo(settings.TIME_ZONE))
