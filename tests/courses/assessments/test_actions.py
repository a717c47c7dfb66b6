"""Questions and quizzes get a new version only when something changed."""

from typing import Any

import pytest

from courses.assessments import actions
from courses.assessments.models import Option, Question, QuestionVersion, QuizVersion
from tests.factories import courses, home

pytestmark = pytest.mark.django_db


def test_writing_the_same_question_again_changes_nothing() -> None:
    first = courses.question()
    assert courses.question() == first
    assert (QuestionVersion.objects.count(), Option.objects.count()) == (1, 3)


@pytest.mark.parametrize("change", [{"right": (2,)}, {"options": 4}, {"kind": "multiple"}])
def test_another_wording_is_another_version(change: dict[str, Any]) -> None:
    first = courses.question()
    second = courses.question(**change)
    assert (second.question, second.number) == (first.question, 2)
    assert [option.is_correct for option in first.options.all()] == [True, False, False]


@pytest.mark.parametrize(
    "wrong", [{"right": ()}, {"right": (1, 2)}, {"options": 1}, {"kind": "multiple", "right": ()}]
)
def test_a_question_that_cannot_be_graded_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(actions.BadQuestion):
        courses.question(**wrong)
    assert not QuestionVersion.objects.exists()


def test_a_practice_question_never_becomes_graded() -> None:
    courses.question(use=Question.Use.PRACTICE)
    with pytest.raises(actions.BadQuestion):
        courses.question(use=Question.Use.GRADED)


def test_the_same_quiz_again_changes_nothing() -> None:
    assert courses.quiz() == courses.quiz()
    assert QuizVersion.objects.count() == 1


@pytest.mark.parametrize(
    "change", [{"size": 3}, {"pass_mark": 70}, {"max_attempts": 2}, {"shuffle_options": False}]
)
def test_another_rule_or_question_is_another_version(change: dict[str, Any]) -> None:
    first = courses.quiz()
    second = courses.quiz(**change)
    assert (second.quiz, second.number) == (first.quiz, 2)
    assert (first.items.count(), first.pass_mark) == (2, 80)


@pytest.mark.parametrize("questions", [[], ["practice"], ["twice", "twice"]])
def test_a_quiz_that_cannot_be_given_is_refused(questions: list[str]) -> None:
    use = Question.Use.PRACTICE if "practice" in questions else Question.Use.GRADED
    versions = [courses.question(slug, use=use) for slug in questions]
    with pytest.raises(actions.BadQuiz):
        actions.write_quiz(
            center=home.center(),
            slug="bad",
            titles=courses.both("Dålig"),
            questions=versions,
            at=courses.RELEASED_AT,
        )
