"""Texts of courses on paper: signs that the certificate's fonts lack are written another way.

Only for texts. A person's name is refused where it is typed and never altered.
"""

import re
from unicodedata import normalize

from certificates.statement import Issuer, PrintedSignatory, Wording
from lms.users.names import unprintable

_WRITTEN = {"≥": ">=", "≤": "<=", "≠": "/=", "≈": "~", "→": "->", "✓": "+", "\u2011": "-"}

_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")


def printable(text: str) -> str:
    """The text with other signs for those that cannot be drawn; what has none is left out."""
    text = _RAISED.sub(_raised, normalize("NFC", " ".join(text.split())))
    for character in unprintable(text):
        text = text.replace(character, _substitute(character))
    return " ".join(text.split())


def printable_words(words: Wording) -> Wording:
    """A statement's words as paper can show them."""
    issuer = words["issuer"]
    return {
        **words,
        "title": printable(words["title"]),
        "objectives": [printable(objective) for objective in words["objectives"]],
        "notice": printable(words["notice"]),
        "issuer": Issuer(
            name=printable(issuer["name"]), city=printable(issuer["city"]), slug=issuer["slug"]
        ),
        "signatories": [
            PrintedSignatory(name=printable(signatory["name"]), title=printable(signatory["title"]))
            for signatory in words["signatories"]
        ],
    }


def _raised(match: re.Match[str]) -> str:
    # 10⁶ must never become 106.
    run = match[0]
    return f"^{normalize('NFKC', run)}".replace("−", "-") if unprintable(run) else run


def _substitute(character: str) -> str:
    compatible = normalize("NFKC", character)
    return _WRITTEN.get(character) or ("" if unprintable(compatible) else compatible)
