"""Dates, lengths and figures as the two languages write them, and the fields of a form."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from lms.core.templatetags import ui


def draw(source: str, **values: object) -> str:
    return Template("{% load ui %}" + source).render(Context(values))


@pytest.mark.parametrize(
    ("minutes", "english", "swedish"),
    [
        (None, "", ""),
        (0, "", ""),
        (45, "45 min", "45 min"),
        (60, "1 h", "1 tim"),
        (150, "2 h 30 min", "2 tim 30 min"),
    ],
)
def test_a_length_in_both_languages(minutes: int | None, english: str, swedish: str) -> None:
    with translation.override("en"):
        assert ui.duration(minutes) == english
    with translation.override("sv"):
        assert ui.duration(minutes) == swedish


@pytest.mark.parametrize(
    ("language", "written"), [("en", "4 December 2026"), ("sv", "4 december 2026")]
)
def test_a_date_in_both_languages(language: str, written: str) -> None:
    with translation.override(language):
        assert ui.day(date(2026, 12, 4)) == written


def test_a_moment_is_shown_in_the_readers_zone() -> None:
    with translation.override("en"):
        late = datetime(2026, 12, 3, 23, 15, tzinfo=UTC)
        assert ui.moment(late) == "4 December 2026, 00:15"
        assert ui.clock(late) == "00:15"


@pytest.mark.parametrize(
    ("value", "english", "swedish"),
    [(Decimal("7.50"), "7.5", "7,5"), (8.0, "8", "8"), (1200, "1200", "1200"), (None, "", "")],
)
def test_a_figure_has_the_languages_decimal_sign(
    value: float | Decimal | None, english: str, swedish: str
) -> None:
    with translation.override("en"):
        assert ui.number(value) == english
    with translation.override("sv"):
        assert ui.number(value) == swedish


@pytest.mark.parametrize(
    ("part", "whole", "expected"), [(0, 0, 0), (0, 3, 0), (1, 3, 33), (299, 300, 99), (3, 3, 100)]
)
def test_a_hundred_percent_means_all(part: int, whole: int, expected: int) -> None:
    assert ui.percent(part, whole) == expected


def test_languages_begin_with_a_capital() -> None:
    with translation.override("sv"):
        assert ui.languages(["sv", "en"]) == "Svenska, engelska"


def test_an_icon_with_a_label_speaks_and_others_are_silent() -> None:
    assert 'aria-hidden="true"' in draw('{% icon "clock" %}')
    spoken = draw('{% icon "x" label=label %}', label="<remove>")
    assert 'aria-label="&lt;remove&gt;"' in spoken
    assert "aria-hidden" not in spoken


def test_an_unknown_cover_falls_back_to_cells() -> None:
    assert "img/cover-cell.svg#art" in draw('{% cover "../secret" %}')


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/en/courses/", ' aria-current="page"'),
        ("/en/courses/x/", ' aria-current="true"'),
        ("/en/", ""),
    ],
)
def test_the_menu_knows_where_the_reader_is(path: str, expected: str) -> None:
    request = RequestFactory().get(path)
    assert draw('{% current "/en/courses/" %}', request=request) == expected


class Form(forms.Form):
    name = forms.CharField(help_text="As on a certificate")
    role = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "A")])


def test_a_control_is_tied_to_its_hint_and_its_error() -> None:
    html = draw("{% widget field %}", field=Form({})["name"])
    assert 'aria-describedby="id_name_hint id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="input"' in html


def test_what_was_typed_is_still_there_beside_the_error() -> None:
    html = draw(
        '{% include "components/form.html" with form=form only %}', form=Form({"name": "Eva"})
    )
    assert 'value="Eva"' in html
    assert 'href="#id_role"' in html
    assert 'id="id_role"' in html
