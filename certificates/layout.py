"""How large the words of a sheet may be so that the longest name and title still fit on one page.

Widths are estimated, generously, from the kind of letters: measuring needs the fonts, which only
the drawing process has, and the page in the browser must use the same sizes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil

MM_PER_POINT = 0.3528
ROOM = 110.0  # mm between the top of the sheet's body and its table of facts
FIXED = 5.3 + 11.0 + 2.5  # the line above the name, the line below it, the gap above the title
HOLDER_ROOM = 20.0
WIDE = frozenset("MWm@%—")
NARROW = frozenset("iljtfrI.,:;!'’| -()")
SMALL = frozenset("acesz")


@dataclass(frozen=True, slots=True)
class Size:
    """One step of a type size: points, line height, and mm above, for the line, between items."""

    points: float
    leading: float
    above: float
    width: float
    padding: float = 0.0

    def height(self, texts: Sequence[str]) -> float:
        """Millimetres that the paragraphs take, gap above included."""
        lines = sum(self.lines(text) for text in texts)
        type_height = lines * self.points * self.leading * MM_PER_POINT
        return self.above + type_height + len(texts) * self.padding

    def lines(self, text: str) -> int:
        """Lines a paragraph takes, never fewer than it will."""
        return max(1, ceil(ems(text) * self.points * MM_PER_POINT / self.width))


HOLDER = (
    Size(47, 1.04, 11, 192),
    Size(36, 1.04, 11, 192),
    Size(27, 1.04, 10, 190),
    Size(20, 1.04, 9, 188),
    Size(14, 1.04, 8, 186),
)
COURSE = (Size(24, 1.14, 0, 184), Size(19, 1.14, 0, 184), Size(15, 1.14, 0, 184))
SHOWN = (
    Size(11, 1.36, 6, 176, 2.4),
    Size(9.5, 1.3, 5, 176, 1.6),
    Size(8, 1.25, 4, 176, 1.0),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Steps of the three type sizes (1 is the largest) and how many objectives have room."""

    holder: int
    course: int
    shown: int
    objectives: int


def ems(text: str) -> float:
    """Width of a text in ems of its size, on the generous side."""
    return sum(_em(character) for character in text)


def _em(character: str) -> float:
    if character in WIDE:
        return 0.95
    if character in NARROW:
        return 0.33
    if character in SMALL:
        return 0.48
    if character.isupper():
        return 0.74
    return 0.56 if character < "\u0250" else 0.65


def fit(*, holder: str, course: str, objectives: Sequence[str]) -> Layout:
    """The largest sizes that fit; where even the smallest do not, the last objectives go."""
    first, holder_height = _holder(holder)
    room = ROOM - FIXED - holder_height
    for (shown, small), (title, large) in product(enumerate(SHOWN, 1), enumerate(COURSE, 1)):
        if large.height([course]) + small.height(objectives) <= room:
            return Layout(first, title, shown, len(objectives))
    kept = list(objectives)
    while kept and COURSE[-1].height([course]) + SHOWN[-1].height(kept) > room:
        kept.pop()
    return Layout(first, len(COURSE), len(SHOWN), len(kept))


def _holder(name: str) -> tuple[int, float]:
    for step, size in enumerate(HOLDER, 1):
        if (height := size.height([name])) - size.above <= HOLDER_ROOM:
            return step, height
    return len(HOLDER), HOLDER[-1].height([name])
