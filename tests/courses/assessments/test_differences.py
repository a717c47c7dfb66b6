"""What changed between two versions is said in sentences."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation

from courses.assessments.authoring.differences import (
    Answer,
    Rules,
    Wording,
    question_changes,
    quiz_changes,
)
from courses.assessments.authoring.forms.rows import pressed, rearranged

FIRST = Answer({"sv": "Ja"}, right=True, feedback={})
SECOND = Answer({"sv": "Nej"}, right=False, feedback={})
WORDING = Wording("single", {"sv": "Fråga", "en": "Question"}, {}, [FIRST, SECOND])
RULES = Rules([(1, 1), (2, 1)], 80, None, (False, True))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, []),
        ({"stem": {"sv": "Ny", "en": "Question"}}, ["Question (sv)"]),
        ({"stem": {"sv": "Ny"}}, ["Question (sv, en)"]),
        ({"kind": "multiple"}, ["One or several right answers"]),
        ({"feedback": {"en": "Why"}}, ["Feedback (en)"]),
        ({"answers": [FIRST, SECOND, SECOND]}, ["Answers added: 1", "Which answers are right"]),
        ({"answers": [FIRST]}, ["Answers taken away: 1", "Which answers are right"]),
        ({"answers": [FIRST, replace(SECOND, text={"sv": "Nå"})]}, ["Answer 2 (sv)"]),
        (
            {"answers": [FIRST, replace(SECOND, feedback={"sv": "Nå"})]},
            ["Feedback on answer 2 (sv)"],
        ),
        ({"answers": [replace(FIRST, right=False), SECOND]}, ["Which answers are right"]),
    ],
)
def test_changes_of_a_question(change: dict[str, Any], said: list[str]) -> None:
    with translation.override("en"):
        assert question_changes(WORDING, replace(WORDING, **change)) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, []),
        ({"questions": [(1, 1), (2, 1), (3, 1)]}, ["Questions added: 1"]),
        ({"questions": [(1, 1)]}, ["Questions taken away: 1"]),
        ({"questions": [(1, 2), (2, 1)]}, ["Questions with a newer wording: 1"]),
        ({"questions": [(2, 1), (1, 1)]}, ["The order of the questions"]),
        ({"pass_mark": None}, ["Pass mark: 80, now none"]),
        ({"max_attempts": 3}, ["Attempts: none, now 3"]),
        ({"shuffles": (True, True)}, ["Whether the order is shuffled"]),
    ],
)
def test_changes_of_a_quiz(change: dict[str, Any], said: list[str]) -> None:
    with translation.override("en"):
        assert quiz_changes(RULES, replace(RULES, **change)) == said


def test_the_first_version_is_the_first() -> None:
    with translation.override("en"):
        assert question_changes(None, WORDING) == ["First wording"]
        assert quiz_changes(None, RULES) == ["First version"]


@pytest.mark.parametrize(
    ("button", "after"),
    [
        ("up-1", "bac"),
        ("up-0", "abc"),
        ("down-1", "acb"),
        ("down-2", "abc"),
        ("remove-1", "ac"),
        ("remove-9", "abc"),
        ("more", "abc"),
        ("up-x", "abc"),
        ("", "abc"),
    ],
)
def test_buttons_rearrange_rows(button: str, after: str) -> None:
    assert "".join(rearranged("abc", *pressed(button))) == after
