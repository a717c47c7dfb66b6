"""Names that certificates can show, and those refused where they are typed."""

import unicodedata
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from fontTools.ttLib import TTFont

from lms.settings.environment import PROJECT_DIR
from lms.users.names import MARKS, PRINTABLE, unprintable, validate_name

FONTS = PROJECT_DIR / "static" / "vendor" / "fonts"


@pytest.mark.parametrize(
    "name",
    [
        "Åsa Öberg-Ljung",
        "Łukasz Čapek",
        "Nguyễn Thị Ánh",
        "Ђорђе Адамовић",
        "Γιώργος Παπαδόπουλος",
        "Ọ̀ṣun Ẹ̀bùn",
        "O’Neill d'Arc, PhD (1)",
        '<img src="file:///etc/passwd">',
    ],
)
def test_a_name_in_latin_greek_or_cyrillic_letters_is_taken(name: str) -> None:
    validate_name(name)


@pytest.mark.parametrize(
    ("name", "lacking"),
    [
        ("محمد", ["م", "ح", "د"]),
        ("Wang 王小明", ["王", "小", "明"]),
        ("Ada 😀", ["😀"]),
        ("Ada\u200bL", ["\u200b"]),
        ("Ada\u202eL", ["\u202e"]),
        ("Ada\tL", ["\t"]),
        ("я\u0303", ["\u0303"]),
        ("\u0301Ada", ["\u0301"]),
        ("ááá 王王", ["王"]),
    ],
)
def test_what_cannot_be_printed_is_named_once_and_in_order(name: str, lacking: list[str]) -> None:
    assert unprintable(name) == lacking


def test_letters_typed_in_parts_are_taken_as_the_letters_they_make() -> None:
    assert unprintable(unicodedata.normalize("NFD", "Åsa Nguyễn Čapek")) == []


def test_the_refusal_shows_the_characters_even_unseen_ones() -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_name("Li 明\u200b")
    assert "“明”, U+200B" in refusal.value.messages[0]


def _usable(code: int) -> bool:
    category = unicodedata.category(chr(code))
    refused = category in {"Cc", "Cf", "Co", "Zl", "Zp"} or category.startswith("M")
    return code in {0x20, 0xA0} or not (refused or category == "Zs" or code == 0xFFFD)


def _table(codes: set[int]) -> str:
    parts: list[list[int]] = []
    for code in sorted(codes):
        if parts and code == parts[-1][1] + 1:
            parts[-1][1] = code
        else:
            parts.append([code, code])
    return " ".join(f"{low:X}-{high:X}" if low != high else f"{low:X}" for low, high in parts)


def _cover(file: Path) -> set[int]:
    return set(TTFont(file).getBestCmap())


def test_the_table_is_what_the_fonts_of_the_certificate_hold() -> None:
    files = [*FONTS.glob("newsreader-*-500-normal.woff2"), *FONTS.glob("noto-serif-*.woff2")]
    if not files:
        pytest.skip("no fonts here: script/setup brings them")
    held = set().union(*map(_cover, files))
    # A failure prints the table to put into lms/users/names.py.
    assert _table({code for code in held if _usable(code)}) == PRINTABLE
    assert {ord(mark) for mark in MARKS} <= held
