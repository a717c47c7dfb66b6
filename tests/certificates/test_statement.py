"""The words that are frozen when a certificate is issued."""

import pytest
from django.utils import translation

from certificates.models import Certificate
from certificates.statement import renamed
from lms.core.lengths import length
from tests.factories.certificates import statement


def test_both_languages_hold_every_word() -> None:
    words = statement()
    assert set(words) == {"sv", "en"}
    assert words["en"]["title"] == "CAR-T on the ward: from delivery to infusion"
    assert words["sv"]["title"] == "CAR-T på avdelningen: från leverans till infusion"
    assert words["sv"]["issuer"]["name"] == "Akademiskas ATMP-centrum"
    assert words["en"]["issued_on"] == {"iso": "2026-12-04", "text": "4 December 2026"}
    assert words["sv"]["valid_until"] == {"iso": "2028-12-04", "text": "4 december 2028"}
    assert (words["en"]["score"], words["en"]["hours"]) == ("9 of 10", "2 h 30 min")


def test_a_course_in_one_language_lends_its_words_to_the_other() -> None:
    words = statement(titles={"sv": "Bara på svenska"}, objectives={"sv": ["Veta"]})
    assert words["en"]["title"] == "Bara på svenska"
    assert words["en"]["objectives"] == ["Veta"]


def test_without_quiz_or_end_date_there_is_nothing_to_say() -> None:
    words = statement(questions=None, valid_until=None)["en"]
    assert (words["score"], words["valid_until"], words["how"]) == ("", None, "All lessons done")


def test_at_most_five_objectives_are_kept() -> None:
    words = statement(objectives={"en": [str(number) for number in range(9)]})
    assert words["en"]["objectives"] == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("minutes", "swedish", "english"),
    [
        (0, "0 min", "0 min"),
        (45, "45 min", "45 min"),
        (60, "1 tim", "1 h"),
        (150, "2 tim 30 min", "2 h 30 min"),
    ],
)
def test_learning_time_is_written_in_hours_and_minutes(
    minutes: int, swedish: str, english: str
) -> None:
    with translation.override("sv"):
        assert length(minutes) == swedish
    with translation.override("en"):
        assert length(minutes) == english


@pytest.mark.parametrize("kind", Certificate.Kind.values)
def test_each_kind_says_what_it_is_and_what_was_done(kind: str) -> None:
    words = statement(kind=kind)["en"]
    assert words["kind"].startswith("Certificate of ")
    assert words["deed"].startswith("has ")


def test_a_corrected_name_changes_nothing_else() -> None:
    words = statement()
    corrected = renamed(words, holder_name="Elin Sandbe\u0301rg")
    assert corrected["sv"]["holder_name"] == corrected["en"]["holder_name"] == "Elin Sandbérg"
    assert {**corrected["en"], "holder_name": ""} == {**words["en"], "holder_name": ""}
