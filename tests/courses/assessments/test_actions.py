"""Questions and quizzes get a new version only when something changed."""

from typing import Any

import pytest

from courses.assessments import actions
from courses.assessments.models import Option, Question, QuestionVersion, QuizVersion
from courses.assessments.states import question_state, quiz_state
from lms.core.models import Event
from lms.users.models import User
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


def test_who_wrote_a_version_is_recorded(bo: User) -> None:
    version = _write(by=bo)
    event = Event.objects.get(name="question.written")
    assert (event.actor_id, event.data) == (bo.pk, {"version": version.pk})


def test_empty_texts_and_spaces_are_no_other_wording() -> None:
    first = _write(feedback={"sv": "Därför", "en": ""})
    assert _write(feedback={"sv": "Därför\n"}) == first


def test_what_was_overtaken_writes_nothing() -> None:
    first = _write()
    seen = question_state(first.question, first)
    _write(stem=courses.both("Annat"), seen=seen)
    with pytest.raises(actions.ChangedMeanwhile):
        _write(stem=courses.both("Tredje"), seen=seen)
    # What stands already is no conflict.
    assert _write(stem=courses.both("Annat"), seen=seen).number == 2
    assert QuestionVersion.objects.count() == 2


def _write(**changes: Any) -> QuestionVersion:
    values = {
        "bank": actions.open_bank(center=home.center(), slug="b", name="Bank"),
        "slug": "q",
        "use": Question.Use.GRADED,
        "kind": QuestionVersion.Kind.SINGLE,
        "stem": courses.both("Fråga"),
        "options": [{"text": courses.both(t), "correct": t == "A"} for t in "AB"],
        "at": courses.RELEASED_AT,
    }
    return actions.write_question(**{**values, **changes})


def test_a_quiz_that_was_overtaken_writes_nothing() -> None:
    first = courses.quiz()
    seen = quiz_state(first.quiz, first)
    courses.quiz(pass_mark=70)
    with pytest.raises(actions.QuizChangedMeanwhile):
        courses.quiz(pass_mark=60, seen=seen)
    assert QuizVersion.objects.count() == 2


def test_a_quiz_can_begin_without_questions() -> None:
    at, titles = courses.RELEASED_AT, courses.both("Slutfrågor")
    quiz = actions.open_quiz(center=home.center(), slug="final", titles=titles, at=at)
    assert actions.open_quiz(center=home.center(), slug="final", titles=titles, at=at) == quiz
    assert not quiz.versions.exists()
    assert courses.quiz("final").quiz == quiz
