"""Grading: all right options and no other; order never matters; nothing is rounded up."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.learning.grading import grade, needed

KEY = {1: {10}, 2: {20, 21}}


@pytest.mark.parametrize(
    ("answers", "right"),
    [
        ({}, set()),
        ({1: {10}}, {1}),
        ({1: {11}}, set()),
        ({1: set()}, set()),
        ({2: {20}}, set()),
        ({2: {20, 21}}, {2}),
        ({2: {20, 21, 22}}, set()),
        ({1: {10}, 2: {21, 20}}, {1, 2}),
        ({1: {10}, 99: {1}}, {1}),
    ],
)
def test_a_question_is_right_with_all_right_options_and_no_other(
    answers: dict[int, set[int]], right: set[int]
) -> None:
    result = grade(questions=[1, 2], key=KEY, answers=answers, mark=80)
    assert result.right == right


def test_a_question_without_a_right_option_is_never_right() -> None:
    assert grade(questions=[1], key={1: set()}, answers={1: set()}, mark=0).right == frozenset()


@pytest.mark.parametrize(
    ("right", "asked", "mark", "passed"),
    [
        (8, 10, 80, True),
        (7, 10, 80, False),
        (2, 3, 66, True),
        (2, 3, 67, False),
        (3, 3, 100, True),
        (2, 3, 100, False),
        (0, 3, 0, True),
        (0, 3, None, None),
        (3, 3, None, None),
    ],
)
def test_the_pass_mark_is_met_exactly(
    right: int, asked: int, mark: int | None, passed: bool | None
) -> None:
    questions = list(range(asked))
    key = {q: {q} for q in questions}
    answers = {q: {q} for q in questions[:right]}
    assert grade(questions=questions, key=key, answers=answers, mark=mark).passed is passed


def test_the_score_is_cut_and_never_rounded_up() -> None:
    key = {q: {q} for q in range(3)}
    two = grade(questions=[0, 1, 2], key=key, answers={0: {0}, 1: {1}}, mark=None)
    assert two.score == Decimal("66.66")
    assert grade(questions=[], key={}, answers={}, mark=None).score == 0


@pytest.mark.parametrize(
    ("asked", "mark", "count"), [(10, 80, 8), (3, 80, 3), (3, 0, 0), (7, 100, 7)]
)
def test_needed_is_the_smallest_number_that_passes(asked: int, mark: int, count: int) -> None:
    assert needed(asked=asked, mark=mark) == count


papers = st.dictionaries(
    st.integers(1, 30), st.sets(st.integers(1, 5), min_size=1), min_size=1, max_size=12
)


@given(papers, papers, st.one_of(st.none(), st.integers(0, 100)), st.randoms(use_true_random=False))
def test_the_order_of_questions_and_answers_changes_nothing(
    key: dict[int, set[int]], answers: dict[int, set[int]], mark: int | None, chance: Random
) -> None:
    questions = list(key)
    shuffled = list(questions)
    chance.shuffle(shuffled)
    turned = dict(reversed(answers.items()))
    first = grade(questions=questions, key=key, answers=answers, mark=mark)
    assert first == grade(questions=shuffled, key=key, answers=turned, mark=mark)
    assert 0 <= first.score <= 100
    assert (first.score == 100) is (len(first.right) == first.asked)
    if mark is not None:
        assert first.passed is (len(first.right) >= needed(asked=first.asked, mark=mark))
