"""LIX in Swedish and English, by hand: words per sentence, and long words in percent."""

import pytest

from courses.checks.lix import Reading, reading


@pytest.mark.parametrize(
    ("text", "words", "sentences", "long_words"),
    [
        # Swedish
        ("Ring oss direkt om du får feber.", 7, 1, 0),
        ("Ring oss. Vi svarar dygnet runt!", 6, 2, 0),
        ("Har du feber? Ring!", 4, 2, 0),
        ("Du får t.ex. feber, frossa m.m. under natten.", 8, 1, 0),
        ("Ta ca. 2 tabletter kl. 14.30 varje dag.", 6, 1, 1),
        ("Värdet 12,5 mg är högt. Ring då.", 6, 2, 0),
        ("Förvara vid -150 °C eller kallare.", 5, 1, 2),
        ("Temperaturen är 38.5. Kontakta läkare.", 4, 2, 2),
        ("Den 4. maj ringer vi dig.", 5, 1, 0),
        ("Larma om: feber, frossa, förvirring.", 5, 2, 1),
        ("CAR-T-behandling ges på sjukhuset.", 4, 1, 2),
        ("Genterapin (dvs. behandlingen) tar en dag.", 6, 1, 2),
        ("Åtgärder", 1, 1, 1),
        # English
        ("Call us at once if you get a fever.", 9, 1, 0),
        ("Take it, e.g. in the morning, i.e. before noon.", 9, 1, 1),
        ("Don't wait. Call Dr. Berg.", 5, 2, 0),
        ("The dose is 1.5 ml. Give it slowly.", 7, 2, 0),
        ("Nitrogen expands about 700 times.", 4, 1, 2),
        ("Is it safe? Yes... Mostly.", 5, 3, 0),
        # Nothing to read
        ("", 0, 0, 0),
        ("12 345 – 6.7", 0, 0, 0),
    ],
)
def test_words_sentences_and_long_words(
    text: str, words: int, sentences: int, long_words: int
) -> None:
    assert reading([text]) == Reading(words, sentences, long_words)


def test_each_paragraph_ends_a_sentence() -> None:
    assert reading(["Tecken att larma om", "Feber", "Frossa"]).sentences == 3


@pytest.mark.parametrize(
    ("counted", "lix"),
    [
        (Reading(10, 2, 1), 15),
        (Reading(100, 5, 30), 50),
        (Reading(7, 1, 0), 7),
        (Reading(0, 0, 0), 0),
    ],
)
def test_the_figure(counted: Reading, lix: int) -> None:
    assert counted.lix == lix


@pytest.mark.parametrize(("words", "says"), [(29, False), (30, True)])
def test_a_short_text_is_not_judged(words: int, says: bool) -> None:
    assert reading(["ord " * words]).says_something is says
