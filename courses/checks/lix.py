"""LIX: how hard a text is to read, by the length of its sentences and its share of long words.

LIX = words per sentence + long words (over six letters) in percent. Made for Swedish; it serves
English too. Below 30 very easy, 35 for patients, 50 for staff, over 60 very hard.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

PATIENTS = 35
STAFF = 50
# Fewer words say nothing about a text.
ENOUGH = 30
LONG = 7  # letters

# Letters; hyphens and apostrophes hold a word together: "CAR-T-cell" and "don't" are one word each.
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W_]+)*")
# Dots that end no sentence: abbreviations, "t.ex." and "e.g." with any number of parts.
PARTS = re.compile(r"\b(?:[^\W\d_]{1,2}\.){2,}", re.IGNORECASE)
SHORT = re.compile(
    r"\b(?:approx|ca|dr|dvs|etc|ev|exkl|fig|forts|inkl|jfr|kap|kl|max|min|mr|mrs|nr|osv|pga|prof|"
    r"resp|sid|st|tab|tel|vol|vs)\.",
    re.IGNORECASE,
)
# "12.5", "1.000" and "14:30" are numbers; a dot after an ordinal ("4. maj") ends nothing either.
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
ORDINAL = re.compile(r"\b\d{1,2}\.(?=\s+[^\W\d_A-ZÅÄÖ])")
END = re.compile(r"[.!?…]+(?=[\s\"'”’)\]]|$)|:(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was counted in a text."""

    words: int
    sentences: int
    long_words: int

    @property
    def lix(self) -> int:
        """Rounded, as it is quoted; 0 for a text without words."""
        if not self.words:
            return 0
        return round(self.words / self.sentences + 100 * self.long_words / self.words)

    @property
    def says_something(self) -> bool:
        """Is the text long enough to be judged?"""
        return self.words >= ENOUGH


def reading(paragraphs: Iterable[str]) -> Reading:
    """Count in paragraphs, headings and list items; each ends a sentence, with or without a dot.

    Numbers are neither words nor long.
    """
    words = sentences = long_words = 0
    for paragraph in paragraphs:
        # An abbreviation is one short word, and its dots end nothing.
        text = SHORT.sub("A", PARTS.sub("A", paragraph))
        found = WORD.findall(text)
        words += len(found)
        long_words += sum(sum(letter.isalpha() for letter in word) >= LONG for word in found)
        sentences += _sentences(text) if found else 0
    return Reading(words, sentences, long_words)


def _sentences(text: str) -> int:
    pieces = END.split(NUMBER.sub("N", ORDINAL.sub("N", text)))
    return max(1, sum(1 for piece in pieces if WORD.search(piece)))
