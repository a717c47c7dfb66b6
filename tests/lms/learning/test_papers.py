"""The paper holds every question once; what is posted must belong to it."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.learning.papers import BadAnswer, Sheet, Source, chosen, draw_up

SOURCES = [Source(n, "single", [10 * n + place for place in range(4)]) for n in range(1, 11)]
SINGLE = Sheet(question_version=1, kind="single", options=[3, 1, 2])
MULTIPLE = Sheet(question_version=1, kind="multiple", options=[3, 1, 2])


@given(st.integers(), st.booleans(), st.booleans())
def test_every_question_and_option_stands_once(seed: int, questions: bool, options: bool) -> None:
    paper = draw_up(
        SOURCES, shuffle_questions=questions, shuffle_options=options, chance=Random(seed)
    )
    assert sorted(sheet["question_version"] for sheet in paper) == list(range(1, 11))
    assert all(
        sorted(sheet["options"]) == list(SOURCES[sheet["question_version"] - 1].options)
        for sheet in paper
    )


def test_without_shuffling_the_order_is_as_written() -> None:
    paper = draw_up(SOURCES, shuffle_questions=False, shuffle_options=False, chance=Random(1))
    assert [sheet["options"] for sheet in paper] == [source.options for source in SOURCES]


def test_the_same_seed_gives_the_same_paper() -> None:
    drawn = [
        draw_up(SOURCES, shuffle_questions=True, shuffle_options=True, chance=Random(seed))
        for seed in (7, 7, 8)
    ]
    assert drawn[0] == drawn[1] != drawn[2]


def test_chosen_options_come_in_the_papers_order_and_once() -> None:
    assert chosen(MULTIPLE, ["2", "3", "2"]) == [3, 2]
    assert chosen(SINGLE, ["1"]) == [1]
    assert chosen(SINGLE, []) == []


@pytest.mark.parametrize(
    ("sheet", "values"),
    [
        (SINGLE, ["4"]),
        (SINGLE, ["1", "2"]),
        (MULTIPLE, ["1", "99"]),
        (MULTIPLE, ["9" * 5000]),
        (MULTIPLE, ["-1"]),
        (MULTIPLE, ["1.0"]),
        (MULTIPLE, [""]),
        (MULTIPLE, ["١"]),
    ],
)
def test_what_does_not_belong_to_the_question_is_refused(sheet: Sheet, values: list[str]) -> None:
    with pytest.raises(BadAnswer):
        chosen(sheet, values)
