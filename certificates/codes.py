"""Verification codes: how they are shown, and how people type them."""

from certificates.models import CODE_ALPHABET, CODE_LENGTH

# Figures that the alphabet leaves out because they look like these letters.
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})
_GROUP = 4


def grouped(code: str) -> str:
    """A code as it is printed: groups of four with hyphens between."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def normalized(typed: str) -> str:
    """What a person typed as a code, or "" where it cannot be one.

    Case, spaces and hyphens do not matter, and 0, 1, 8 are read as O, I, B.
    """
    code = "".join(typed.split()).replace("-", "").replace("–", "").upper().translate(_MISREAD)
    fits = len(code) == CODE_LENGTH and all(character in CODE_ALPHABET for character in code)
    return code if fits else ""
