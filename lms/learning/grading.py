"""Grading a paper: a question is right when all its right options are chosen and no other."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

Answers = Mapping[int, AbstractSet[int]]


@dataclass(frozen=True, slots=True)
class Grade:
    """`score` is percent, two decimals, never rounded up; `passed` None: nothing to pass."""

    right: frozenset[int]
    asked: int
    passed: bool | None

    @property
    def score(self) -> Decimal:
        if not self.asked:
            return Decimal(0)
        exact = Decimal(100 * len(self.right)) / self.asked
        return exact.quantize(Decimal("0.01"), rounding=ROUND_DOWN)


def grade(*, questions: Sequence[int], key: Answers, answers: Answers, mark: int | None) -> Grade:
    """Grade the questions (by id) of a paper; an unanswered one is wrong.

    `key` has the ids of the right options of each question, `mark` is the percent needed or None.
    """
    right = frozenset(q for q in questions if key[q] and answers.get(q, frozenset()) == key[q])
    asked = len(questions)
    passed = None if mark is None else 100 * len(right) >= mark * asked
    return Grade(right=right, asked=asked, passed=passed)


def needed(*, asked: int, mark: int) -> int:
    """How many right answers a pass mark (percent) asks for."""
    return -(-mark * asked // 100)
