"""Texts of courses on paper."""

import pytest

from certificates.printing import printable, printable_words
from lms.users.names import unprintable
from tests.factories.certificates import statement


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("CRS grade ≥ 2 → call", "CRS grade >= 2 -> call"),
        ("10⁶ cells, 10⁻⁶ M, 5 m²", "10^6 cells, 10^-6 M, 5 m²"),
        ("CO₂", "CO2"),
        ("β-thalassemia – γδ T cells", "β-thalassemia – γδ T cells"),
        ("Well done 🎉 today", "Well done today"),
        ("two\nlines", "two lines"),
    ],
)
def test_signs_without_a_glyph_are_written_another_way(text: str, printed: str) -> None:
    assert printable(text) == printed
    assert unprintable(printable(text)) == []


def test_the_name_of_the_holder_is_never_altered() -> None:
    words = statement(holder_name="Ada 王", titles={"en": "≥", "sv": "≥"})["en"]
    printed = printable_words(words)
    assert (printed["holder_name"], printed["title"]) == ("Ada 王", ">=")
