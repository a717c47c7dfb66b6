"""What looks like a personal identity number is refused, in every field for free text."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

import certificates
import courses
import home
import lms
from lms.core.free_text import FreeTextField, ReasonField, is_named, refuse_personal_number

# Their check figures are right; the day of a coordination number is 60 higher.
NAMED = [
    "850101-1236",
    "19850101-1236",
    "19 850101-1236",
    "850101+1236",
    "850101 1236",
    "850101 - 1236",
    "8501011236",
    "198501011236",
    "1985-01-01-1236",
    "1985 01 01 1236",
    "850161-1233",
    "19850161-1233",
    "Patienten 850101-1236 ringde.",
    "(850101-1236)",
    "840229-1234",  # written as a number, whatever its check figure
    "850101–1236",
]
HARMLESS = [
    "",
    "Tappade telefonen i går.",
    "Ring 018-611 00 00 i morgon.",
    "Ring 0701234567.",
    "Batch 8501011235",  # no day of birth has this check figure
    "850231-1236",  # no such day
    "851301-1236",  # no such month
    "850132-1236",
    "850192-1236",  # 32 + 60
    "850160-1236",
    "Från 2026-01-01 till 2026-03-31.",
    "1850101-12361",
    "SOP-101, version 12.4, 2026-10-15",
    "9850101-12360",
]


@pytest.mark.parametrize("text", NAMED)
def test_a_personal_number_is_seen_however_it_is_written(text: str) -> None:
    assert is_named(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_other_figures_are_let_through(text: str) -> None:
    assert not is_named(text)


def test_it_is_refused_with_a_sentence_why() -> None:
    with (
        translation.override("en"),
        pytest.raises(ValidationError, match="who must not know who a patient is"),
    ):
        refuse_personal_number("850101-1236")


def test_a_reason_is_needed_and_short() -> None:
    class Why(forms.Form):
        reason = ReasonField()

    long = ["Shorten the text to 500 characters."]
    with translation.override("en"):
        assert Why({"reason": " "}).errors["reason"] == ["Write why."]
        assert Why({"reason": "x" * 501}).errors["reason"] == long
    assert Why({"reason": "Slutat"}).is_valid()


def _forms() -> Iterator[type[forms.BaseForm]]:
    for room in (lms, home, courses, certificates):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if "form" in module.name.rpartition(".")[2]:
                for found in vars(importlib.import_module(module.name)).values():
                    if isinstance(found, type) and issubclass(found, forms.BaseForm):
                        yield found


# What educators write for readers, and the names that people give themselves, is read by others.
CONTENT = {"courses.assessments.authoring"}


def test_every_field_for_free_text_refuses_them() -> None:
    looked_at = 0
    for form in _forms():
        if any(form.__module__.startswith(name) for name in CONTENT):
            continue
        for name, field in getattr(form, "base_fields", {}).items():
            free = isinstance(field.widget, forms.Textarea) or name in {"reason", "note", "notes"}
            if free and form.__module__.split(".")[0] in {"lms", "home", "courses", "certificates"}:
                looked_at += 1
                assert isinstance(field, FreeTextField), f"{form.__module__}.{form.__name__}.{name}"
    assert looked_at >= 3
