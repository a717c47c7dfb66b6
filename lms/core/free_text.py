"""Text that people write freely, and that must not say who a patient is."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# A personal or coordination number as people write it: 19 850101-1234, 850101+1234, 8501011234,
# 1985-01-01-1234. The day of a coordination number is 60 higher.
_NUMBER = re.compile(
    r"""(?<!\d)
    (?:(?:18|19|20)[ ]?)?
    (?P<year>\d\d) [ .\-–]?
    (?P<month>\d\d) [ .\-–]?
    (?P<day>\d\d)
    (?P<between>[ ]?[-+–−]?[ ]?)
    (?P<last>\d{4})
    (?!\d)""",
    re.VERBOSE,
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
COORDINATION = 60


def is_named(text: str) -> bool:
    """Whether a text holds what looks like a Swedish personal identity number.

    With a hyphen or a plus before the last four it needs a day that exists. Bare figures may be a
    batch or a telephone, so their check figure has to be right, too.
    """
    return any(_is_number(found) for found in _NUMBER.finditer(text))


def _is_number(found: re.Match[str]) -> bool:
    if not _is_day(int(found["month"]), int(found["day"])):
        return False
    figures = found["year"] + found["month"] + found["day"] + found["last"]
    return bool(found["between"].strip()) or _checks(figures)


def _is_day(month: int, day: int) -> bool:
    born = day - COORDINATION if day > COORDINATION else day
    return 1 <= month <= 12 and 1 <= born <= _DAYS[month - 1]


def _checks(figures: str) -> bool:
    """Luhn's sum over all ten figures."""
    doubled = (int(figure) * (2 - place % 2) for place, figure in enumerate(figures))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def refuse_personal_number(text: str) -> None:
    """Raise a sentence for the field where a text holds what looks like a personal number."""
    if is_named(text):
        raise ValidationError(
            _(
                "Take out the personal identity number. This text is kept, and is read by people "
                "who must not know who a patient is."
            ),
            code="personal_number",
        )


class FreeTextField(forms.CharField):
    """Every field for a reason, a note or an answer in words is one of these."""

    def __init__(self, *, rows: int = 3, max_length: int = 500, **options: Any) -> None:
        super().__init__(
            max_length=max_length,
            widget=forms.Textarea(attrs={"rows": rows}),
            validators=[refuse_personal_number],
            **options,
        )
        self.error_messages["max_length"] = _("Shorten the text to %(limit_value)d characters.")


class ReasonField(FreeTextField):
    """Why something is done; it stands in the trail for ever."""

    def __init__(self, **options: Any) -> None:
        words: dict[str, Any] = {
            "label": _("Why?"),
            "help_text": _("It is kept in the log. Write nothing about a patient."),
        }
        super().__init__(**{**words, **options})
        self.error_messages["required"] = _("Write why.")
