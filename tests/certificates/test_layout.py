"""Sizes of type that let every name and title fit on one page."""

import pytest

from certificates import layout

OBJECTIVES = ["Check the identity two together", "Score ICE and escalate"]
LONG_OBJECTIVE = (
    "An objective whose author wanted to say everything at once, and then once more. " * 2
)


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("Elin Sandberg", 1),
        ("Anna-Karin von Sydow-Lager", 2),
        ("Anna-Karin Maria Elisabet von Sydow-Lagerkvist", 3),
        ("W" * 200, 5),
        ("Maximiliana-Wilhelmina " * 8 + "af Trolle", 5),
    ],
)
def test_the_longer_the_name_the_smaller_it_is_set(name: str, step: int) -> None:
    assert layout.fit(holder=name, course="ATMP", objectives=OBJECTIVES).holder == step


def test_an_ordinary_certificate_has_the_largest_sizes() -> None:
    fitted = layout.fit(holder="Elin Sandberg", course="CAR-T on the ward", objectives=OBJECTIVES)
    assert fitted == layout.Layout(holder=1, course=1, shown=1, objectives=2)


def test_whatever_is_written_never_reaches_the_facts() -> None:
    fitted = layout.fit(holder="W" * 200, course="W" * 255, objectives=[LONG_OBJECTIVE] * 5)
    height = (
        layout.FIXED
        + layout.HOLDER[fitted.holder - 1].height(["W" * 200])
        + layout.COURSE[fitted.course - 1].height(["W" * 255])
        + layout.SHOWN[fitted.shown - 1].height([LONG_OBJECTIVE] * fitted.objectives)
    )
    assert height <= layout.ROOM


def test_no_objectives_take_no_room() -> None:
    assert layout.fit(holder="Elin", course="ATMP", objectives=[]).objectives == 0
