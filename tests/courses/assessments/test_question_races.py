"""Eight authors at once: one of them saves, and the others are told."""

from itertools import count

import pytest

from courses.actions.starting import TitleTaken, start_course
from courses.assessments import actions
from courses.assessments.models import QuestionVersion, QuizVersion
from courses.assessments.states import question_state, quiz_state
from courses.models import Course, CoursePage
from courses.starting.starters import starters
from lms.users.models import User
from tests.factories import courses
from tests.racing import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_wording_wins_and_nobody_is_overwritten_in_silence() -> None:
    first = courses.question()
    seen, numbers = question_state(first.question, first), count()

    def write() -> QuestionVersion:
        return actions.write_question(
            bank=first.question.bank,
            slug=first.question.slug,
            use=first.question.use,
            kind="single",
            stem=courses.both(f"Lydelse {next(numbers)}"),
            options=[{"text": courses.both(t), "correct": t == "A"} for t in "AB"],
            at=courses.RELEASED_AT,
            seen=seen,
        )

    results = together(write)
    told = [result for result in results if isinstance(result, actions.ChangedMeanwhile)]
    assert len(told) == 7
    assert QuestionVersion.objects.count() == 2


def test_one_quiz_wins() -> None:
    first = courses.quiz()
    seen, marks = quiz_state(first.quiz, first), count(50)
    results = together(lambda: courses.quiz(pass_mark=next(marks), seen=seen))
    told = [result for result in results if isinstance(result, actions.QuizChangedMeanwhile)]
    assert len(told) == 7
    assert QuizVersion.objects.count() == 2


def test_eight_clicks_begin_one_course(bo: User) -> None:
    shelf, starter = courses.shelf(), starters()["rules"]
    results = together(
        lambda: start_course(
            shelf=shelf, starter=starter, title="Ny regel", by=bo, at=courses.RELEASED_AT
        )
    )
    assert sum(isinstance(result, TitleTaken) for result in results) == 7
    assert (CoursePage.objects.count(), Course.objects.count()) == (1, 1)
