"""Outlines for tests of pure rules."""

from typing import Any

from hypothesis import strategies as st


def outline(*modules: str, quiz: str = "") -> list[dict[str, Any]]:
    """Modules given as letters: "ab", "c" is two modules with three lessons of 10 minutes."""
    return [
        {
            "key": f"module {letters}",
            "titles": {"sv": f"Modul {letters}", "en": f"Module {letters}"},
            "lessons": [_lesson(letter, quiz) for letter in letters],
        }
        for letters in modules
    ]


def _lesson(letter: str, quiz: str) -> dict[str, Any]:
    return {
        "key": letter,
        "kind": "quiz" if letter in quiz else "reading",
        "minutes": 10,
        "titles": {"sv": f"Lektion {letter}", "en": f"Lesson {letter}"},
        "quiz_version": 1 if letter in quiz else None,
    }


LETTERS = "abcdefgh"
keys = st.sets(st.sampled_from(LETTERS))


@st.composite
def outlines(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Any order of some lessons in one to three modules."""
    row = draw(st.permutations(LETTERS))[: draw(st.integers(0, len(LETTERS)))]
    first, second = sorted(draw(st.tuples(st.integers(0, len(row)), st.integers(0, len(row)))))
    return outline("".join(row[:first]), "".join(row[first:second]), "".join(row[second:]))
