"""Search words as they are stored: folded, with the stems of both languages and abbreviations."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from snowballstemmer import stemmer

# What people write short, and the words it stands for; each finds the other.
ABBREVIATIONS: Mapping[str, tuple[str, ...]] = {
    "cart": ("car t", "chimär antigenreceptor", "chimeric antigen receptor"),
    "crs": ("cytokinfrisättningssyndrom", "cytokine release syndrome"),
    "icans": (
        "immuneffektorcellassocierat neurotoxiskt syndrom",
        "immune effector cell associated neurotoxicity syndrome",
    ),
    "ice": ("immune effector cell encephalopathy",),
    "gmp": ("god tillverkningssed", "good manufacturing practice"),
    "gcp": ("god klinisk sed", "good clinical practice"),
    "gdp": ("god distributionssed", "good distribution practice"),
    "gmo": (
        "genetiskt modifierad organism",
        "genetiskt modifierade organismer",
        "genetically modified organism",
        "genetically modified organisms",
    ),
    "atmp": (
        "läkemedel för avancerad terapi",
        "läkemedel för avancerade terapier",
        "avancerade terapiläkemedel",
        "advanced therapy medicinal product",
        "advanced therapy medicinal products",
    ),
    "ln2": ("flytande kväve", "liquid nitrogen"),
    "coi": ("identitetskedja", "identitetskedjan", "chain of identity"),
    "coc": ("spårbarhetskedja", "spårbarhetskedjan", "chain of custody"),
    "sae": ("allvarlig oönskad händelse", "serious adverse event"),
    "qp": ("sakkunnig person", "qualified person"),
}
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ł": "l"})
_MARKUP = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W_]+(?:[-‑–/][^\W_]+)*")
_JOINT = re.compile(r"[-‑–/]")
_CAR_T = re.compile(r"\bcar[ -‑–]t\b")
MOST_WORDS = 12


def stems(text: str) -> str:
    """The words of a text or of HTML as one line to be searched: see `word_stems`."""
    plain = _MARKUP.sub(" ", text)
    found = dict.fromkeys(stem for word in _words(plain) for stem in _with_parts(word))
    folded = fold(plain)
    for short, phrases in ABBREVIATIONS.items():
        if short in found:
            meant = (
                stem for phrase in phrases for word in _words(phrase) for stem in word_stems(word)
            )
            found |= dict.fromkeys(meant)
        elif any(fold(phrase) in folded for phrase in phrases):
            found[short] = None
    return " ".join(found)


def query_stems(text: str) -> list[tuple[str, ...]]:
    """What somebody typed: for each word its alternatives; at most a dozen words."""
    words = dict.fromkeys(part for word in _words(text) for part in _asked(word))
    return [word_stems(word) for word in list(words)[:MOST_WORDS]]


def fold(text: str) -> str:
    """Lower case without accents: å and ä become a, ö becomes o."""
    lower = unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)
    return "".join(sign for sign in lower if not unicodedata.combining(sign))


@lru_cache(maxsize=20_000)
def word_stems(word: str) -> tuple[str, ...]:
    """A word folded, and its Swedish and English stems.

    Both the word as written and its folded form are stemmed, because people leave out the dots.
    """
    folded = fold(word)
    forms = (word, folded)
    stemmed = (
        fold(stemmer(name).stemWord(form)) for name in ("swedish", "english") for form in forms
    )
    return tuple(dict.fromkeys(stem for stem in (folded, *stemmed) if stem))


def _asked(word: str) -> list[str]:
    """One word for "e-post", because some write it together; three for "chain-of-identity"."""
    parts = _JOINT.split(word)
    return parts if all(len(part) > 1 for part in parts) else ["".join(parts)]


def _words(text: str) -> list[str]:
    return _WORD.findall(_CAR_T.sub("cart", text.lower()))


def _with_parts(word: str) -> list[str]:
    parts = _JOINT.split(word)
    whole = word_stems("".join(parts))
    return (
        [*whole, *(stem for part in parts for stem in word_stems(part))] if parts[1:] else [*whole]
    )
