"""Progress is 0 to 100, the same everywhere, and 100 exactly when the completion rule holds."""

from typing import Any

import pytest
from hypothesis import given

from lms.learning import rules
from lms.learning.outline import beside, entries, find, modules
from tests.lms.learning.outlines import keys, outline, outlines

Outline = list[dict[str, Any]]


@pytest.mark.parametrize(
    ("done", "percent", "complete"),
    [
        ("", 0, False),
        ("a", 33, False),
        ("ab", 66, False),
        ("abc", 100, True),
        ("abcxyz", 100, True),
        ("xyz", 0, False),
    ],
)
def test_progress_counts_the_lessons_of_the_version(
    done: str, percent: int, complete: bool
) -> None:
    known = rules.progress(outline("ab", "c"), set(done))
    assert (known.percent, known.complete) == (percent, complete)


def test_a_version_without_lessons_is_never_complete() -> None:
    assert rules.progress([], set()) == rules.Progress(0, 0)
    assert rules.progress([], {"a"}).percent == 0


@given(outlines(), keys)
def test_percent_is_hundred_exactly_when_the_rule_holds(of: Outline, done: set[str]) -> None:
    known = rules.progress(of, done)
    assert 0 <= known.percent <= 100
    assert (known.percent == 100) is known.complete
    assert known.complete is (rules.minutes_left(of, done) == 0 and bool(entries(of)))


@given(outlines(), keys, keys)
def test_doing_more_never_lowers_progress(of: Outline, done: set[str], more: set[str]) -> None:
    assert rules.progress(of, done | more).percent >= rules.progress(of, done).percent


@given(outlines(), outlines(), keys)
def test_versions_with_the_same_lessons_give_the_same_progress(
    older: Outline, newer: Outline, done: set[str]
) -> None:
    if rules.same_lessons(older, newer):
        assert rules.progress(older, done) == rules.progress(newer, done)


@given(outlines(), keys)
def test_where_to_resume_is_a_lesson_that_is_left(of: Outline, done: set[str]) -> None:
    for last in [None, *(entry.key for entry in entries(of)), "unknown"]:
        entry = rules.where_to_resume(of, done, last=last)
        left = {e.key for e in entries(of)} - done
        assert (entry is None) is (not entries(of))
        assert entry is None or not left or entry.key in left


@pytest.mark.parametrize(
    ("done", "last", "lesson"),
    [
        ("", None, "a"),
        ("", "b", "b"),
        ("ab", "b", "c"),
        ("bc", "c", "a"),
        ("abc", "c", "a"),
        ("a", "gone", "b"),
    ],
)
def test_resume_goes_on_behind_what_was_done_last(done: str, last: str | None, lesson: str) -> None:
    entry = rules.where_to_resume(outline("ab", "c"), set(done), last=last)
    assert entry is not None
    assert entry.key == lesson


@pytest.mark.parametrize(
    ("done", "key", "goal"),
    [("", "a", "b"), ("b", "a", "b"), ("a", "c", "b"), ("ab", "c", None), ("bc", "a", None)],
)
def test_onward_from_a_lesson(done: str, key: str, goal: str | None) -> None:
    entry = rules.onward(outline("ab", "c"), set(done), key=key)
    assert (entry.key if entry else None) == goal


def test_the_outline_numbers_modules_and_lessons() -> None:
    first, second = modules(outline("ab", "c"))
    assert [(e.module, e.number) for e in (*first.lessons, *second.lessons)] == [
        (1, 1), (1, 2), (2, 1),
    ]  # fmt: skip
    assert find(outline("ab"), "x") is None


def test_beside_crosses_modules() -> None:
    before, after = beside(outline("ab", "c"), "b")
    assert before
    assert after
    assert (before.key, after.key) == ("a", "c")
    assert beside(outline("a"), "a") == (None, None)
