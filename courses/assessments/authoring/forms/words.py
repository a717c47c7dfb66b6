"""Fields of both languages, side by side."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("sv", "en")


class Words(forms.CharField):
    """A text of some lines; the space around it and the browser's line ends are not kept."""

    def __init__(self, *, rows: int = 2, longest: int = 1000, **kwargs: Any) -> None:
        area = forms.Textarea(attrs={"rows": rows})
        super().__init__(required=False, max_length=longest, widget=area, **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


def texts(cleaned: Mapping[str, Any], name: str) -> dict[str, str]:
    """What was typed in each language; languages without a text are left out."""
    return {code: text for code in LANGUAGES if (text := cleaned.get(f"{name}_{code}", ""))}


def initial(name: str, said: Mapping[str, str]) -> dict[str, str]:
    """The texts as the form's values."""
    return {f"{name}_{code}": said.get(code, "") for code in LANGUAGES}


class BankForm(forms.Form):
    """A new bank: what it is about, and whose it is."""

    name = forms.CharField(label=_("Name of the bank"), max_length=200)
    center: Any = forms.ModelChoiceField(queryset=None, label=_("Center"))

    def __init__(self, *args: Any, centers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["center"]
        field.queryset = centers
        if centers.count() == 1:
            field.initial = centers.get()
            field.empty_label = None
