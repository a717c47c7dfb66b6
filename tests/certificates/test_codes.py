"""Codes as printed and as typed."""

import pytest

from certificates.codes import grouped, normalized
from certificates.models import CODE_ALPHABET, new_code

CODE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_a_code_is_printed_in_groups_of_four() -> None:
    assert grouped(CODE) == "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ"


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        grouped(CODE),
        f"  {grouped(CODE).replace('-', ' ')}\n",
        CODE.replace("O", "0").replace("I", "1").replace("B", "8"),
        grouped(CODE).replace("-", "–"),
    ],
)
def test_however_it_is_typed_it_is_the_same_code(typed: str) -> None:
    assert normalized(typed) == CODE


@pytest.mark.parametrize(
    "typed", ["", "ABCD", CODE + "A", CODE[:-1] + "9", CODE[:-1] + "Å", "../x"]
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert normalized(typed) == ""


def test_new_codes_hold_130_bits() -> None:
    codes = {new_code() for _number in range(200)}
    assert len(codes) == 200
    assert len(CODE_ALPHABET) == 32
    assert {len(code) for code in codes} == {26}
    assert all(normalized(code) == code for code in codes)
