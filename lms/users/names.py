"""Which names can be printed: those whose every character is in the fonts of the certificate.

A certificate must carry the name as its holder writes it and never an empty box, so a name is
refused where it is typed. `PRINTABLE` is what Newsreader and, behind it, Noto Serif can draw; a
test compares it with the font files and prints the new table when the fonts change.
"""

import unicodedata
from bisect import bisect_right

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PRINTABLE = (
    "20-7E A0-AC AE-2CC 2CE-2D7 2DA 2DC-2FF 370-377 37A-37F 384-38A 38C 38E-3A1 3A3-3E1 3F0-482 "
    "48A-52F 1C80-1C88 1D00-1DBF 1E00-1F15 1F18-1F1D 1F20-1F45 1F48-1F4D 1F50-1F57 1F59 1F5B 1F5D "
    "1F5F-1F7D 1F80-1FB4 1FB6-1FC4 1FC6-1FD3 1FD6-1FDB 1FDD-1FEF 1FF2-1FF4 1FF6-1FFE 2013-2014 "
    "2018-201A 201C-201E 2020 2022 2026 2032-2033 2039-203A 2044 20A0-20C0 2113 2116 2122 2212 "
    "2215 2C60-2C7F A640-A66E A673 A67E-A69D A720-A7CA A7D0-A7D1 A7D3 A7D5-A7D9 A7F2-A7FF"
)
# Marks that no composed letter holds (as in the Yoruba "ẹ̀"); the fonts place them on Latin letters.
MARKS = frozenset("\u0300\u0301\u0303\u0304\u0308\u0309\u0323")


def _edges(table: str) -> list[int]:
    edges: list[int] = []
    for part in table.split():
        first, _dash, last = part.partition("-")
        edges += [int(first, 16), int(last or first, 16) + 1]
    return edges


_EDGES = _edges(PRINTABLE)


def unprintable(name: str) -> list[str]:
    """The characters of `name` that the fonts lack, each once, in the order of the name."""
    lacking: dict[str, None] = {}
    base = ""
    for character in unicodedata.normalize("NFC", name):
        if character in MARKS and unicodedata.name(base or " ").startswith("LATIN"):
            continue
        if bisect_right(_EDGES, ord(character)) % 2 == 0:
            lacking[character] = None
        base = character
    return list(lacking)


def validate_name(name: str) -> None:
    """Refuse, with a sentence that names the characters, what a certificate could not show."""
    lacking = unprintable(name)
    if lacking:
        raise ValidationError(
            _(
                "We cannot print %(characters)s on a certificate. Write your name in Latin, "
                "Greek or Cyrillic letters, for example as in your passport."
            ),
            code="unprintable",
            params={"characters": ", ".join(_shown(character) for character in lacking[:10])},
        )


def _shown(character: str) -> str:
    # Unseen ones (tabs, joiners, stray marks) are named by number, or the sentence shows nothing.
    seen = unicodedata.category(character)[0] in "LNPS"
    return f"“{character}”" if seen else f"U+{ord(character):04X}"
