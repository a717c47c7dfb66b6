"""Counting with bits gives what counting one by one gives."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.facets import FacetIndex, build, members

PARENTS = {"for": {"clinicians.nurse": "clinicians", "clinicians.doctor": "clinicians"}}
VALUES = {
    "for": ["clinicians", "clinicians.nurse", "clinicians.doctor", "pharmacists"],
    "level": ["basic", "expert"],
}
ITEMS: list[Mapping[str, list[str]]] = [
    {"for": ["clinicians", "clinicians.nurse"], "level": ["basic"]},
    {"for": ["clinicians", "clinicians.doctor"], "level": ["expert"]},
    {"for": ["pharmacists"], "level": ["basic"]},
    {"for": ["clinicians.nurse", "pharmacists"], "level": ["expert"]},
]


@pytest.fixture
def index() -> FacetIndex:
    return build(ITEMS, VALUES, PARENTS)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, {0, 1, 2, 3}),
        ({"for": ["pharmacists"]}, {2, 3}),
        ({"for": ["clinicians"]}, {0, 1, 3}),
        ({"for": ["clinicians", "clinicians.nurse"]}, {0, 3}),
        ({"for": ["clinicians", "clinicians.doctor", "pharmacists"]}, {1, 2, 3}),
        ({"for": ["clinicians.nurse", "clinicians.doctor"]}, {0, 1, 3}),
        ({"for": ["pharmacists"], "level": ["expert"]}, {3}),
        ({"level": ["basic", "expert"]}, {0, 1, 2, 3}),
        ({"for": ["nobody"]}, set()),
    ],
)
def test_values_of_a_facet_add_and_facets_narrow(
    index: FacetIndex, chosen: dict[str, list[str]], found: set[int]
) -> None:
    assert numbers(index.select(chosen, within=index.everything)) == found


def test_a_facet_counts_as_if_nothing_of_it_were_chosen(index: FacetIndex) -> None:
    counts = index.counts({"level": ["basic"], "for": []}, within=index.everything)
    assert counts["level"] == {"basic": 2, "expert": 2}
    assert counts["for"]["clinicians"] == 1


def test_a_value_without_items_is_counted_as_none() -> None:
    index = build([], VALUES, PARENTS)
    assert index.counts({}, within=index.everything)["level"] == {"basic": 0, "expert": 0}


def test_members_lists_the_lowest_item_first() -> None:
    assert members(0b1101) == "1011"


def numbers(mask: int) -> set[int]:
    return {number for number, sign in enumerate(members(mask)) if sign == "1"}


FACETS = {"for": ["a", "a.x", "a.y", "b"], "level": ["1", "2"], "center": ["u", "s"]}
TREE = {"for": {"a.x": "a", "a.y": "a"}}
_choice = st.fixed_dictionaries(
    {facet: st.lists(st.sampled_from(values), unique=True) for facet, values in FACETS.items()}
)


def _has(item: Mapping[str, list[str]], facet: str, value: str) -> bool:
    children = {child for child, parent in TREE.get(facet, {}).items() if parent == value}
    return bool({value, *children} & set(item[facet]))


def _allowed(item: Mapping[str, list[str]], facet: str, values: list[str]) -> bool:
    narrowed = {TREE.get(facet, {}).get(value) for value in values}
    return not values or any(_has(item, facet, v) for v in values if v not in narrowed)


@given(st.lists(_choice, max_size=30), _choice)
def test_counts_are_those_of_looking_at_each_item(
    items: list[dict[str, list[str]]], chosen: dict[str, list[str]]
) -> None:
    index = build(items, FACETS, TREE)
    counts = index.counts(chosen, within=index.everything)
    for facet, values in FACETS.items():
        others = {name: chosen[name] for name in chosen if name != facet}
        left = [item for item in items if all(_allowed(item, f, v) for f, v in others.items())]
        assert counts[facet] == {v: sum(_has(item, facet, v) for item in left) for v in values}


@given(st.lists(_choice, max_size=30), _choice)
def test_selection_is_that_of_looking_at_each_item(
    items: list[dict[str, list[str]]], chosen: dict[str, list[str]]
) -> None:
    index = build(items, FACETS, TREE)
    found = numbers(index.select(chosen, within=index.everything))
    assert found == {
        number
        for number, item in enumerate(items)
        if all(_allowed(item, facet, values) for facet, values in chosen.items())
    }
