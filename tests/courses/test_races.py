"""Many at once give one version, one question, one course; on both databases."""

from collections.abc import Callable

import pytest

from courses import actions
from courses.assessments.models import QuestionVersion, QuizVersion
from courses.models import (
    Approval,
    Course,
    CoursePage,
    CourseVersion,
    Lesson,
    LessonText,
    Review,
)
from lms.core.models import Event
from tests.factories import courses, home
from tests.racing import together

pytestmark = pytest.mark.django_db(transaction=True)
Impact = CourseVersion.Impact
AT = courses.RELEASED_AT


def _release(draft: CoursePage) -> CourseVersion:
    return actions.release(
        page=CoursePage.objects.get(pk=draft.pk),
        by=None,
        at=courses.RELEASED_AT,
        impact=Impact.CONTENT,
        notes=courses.NOTES,
    )


def test_eight_releases_at_once_give_one_version() -> None:
    draft = courses.draft(lessons=2)
    for number in (0, 1, 2):
        if number:
            courses.edit(draft, summary=f"Sammanfattning {number}.")
        courses.reviewed(draft)
        results = together(lambda: _release(draft))
        assert {getattr(result, "number", result) for result in results} == {f"1.{number}"}
    assert (CourseVersion.objects.count(), Lesson.objects.count()) == (3, 2)
    assert LessonText.objects.count() == 12


def test_eight_hand_in_at_once_and_it_is_one_review() -> None:
    draft, author = courses.draft(lessons=1), home.person("bo@example.org", "Bo")
    results = together(lambda: courses.submit(CoursePage.objects.get(pk=draft.pk), by=author))
    assert len({getattr(result, "pk", result) for result in results}) == 1
    assert Event.objects.filter(name="review.submitted").count() == 1


def test_a_reviewer_who_clicks_eight_times_takes_one_step() -> None:
    review, klara = courses.submit(courses.draft(lessons=1)), courses.reviewer("klara")
    results = together(
        lambda: actions.approve(
            review=Review.objects.get(pk=review.pk), step="clinical", by=klara, at=AT
        )
    )
    assert len({getattr(result, "pk", result) for result in results}) == 1
    assert Event.objects.filter(name="review.approved").count() == 1


def test_eight_reviewers_at_once_take_one_step() -> None:
    review = courses.submit(courses.draft(lessons=1))
    people = iter([courses.reviewer(f"granskare{number}") for number in range(8)])
    results = together(
        lambda: actions.approve(
            review=Review.objects.get(pk=review.pk), step="clinical", by=next(people), at=AT
        )
    )
    assert sum(isinstance(result, Approval) for result in results) == 1
    assert sum(isinstance(result, actions.ReviewEnded) for result in results) == 7
    assert Approval.objects.count() == 1


def _call(act: Callable[[], object]) -> object:
    return act()


def test_a_release_and_a_withdrawal_at_once_leave_one_truth() -> None:
    review, olga = courses.reviewed(courses.draft(lessons=1)), courses.reviewer("klara")
    draft = CoursePage.objects.get(translation_key=review.course.key, locale__language_code="sv")
    acts = iter([lambda: _release(draft), lambda: actions.withdraw(review=review, by=olga, at=AT)])
    results = together(lambda: _call(next(acts)), count=2)
    failed = [result for result in results if isinstance(result, Exception)]
    review.refresh_from_db()
    assert len(failed) == 1
    assert CourseVersion.objects.exists() == (review.outcome == Review.Outcome.RELEASED)


def test_eight_writers_of_one_question_and_quiz_give_one_version() -> None:
    home.center()
    results = together(courses.quiz)
    assert [result for result in results if isinstance(result, Exception)] == []
    assert QuizVersion.objects.count() == 1
    assert QuestionVersion.objects.count() == 2


def test_eight_openings_of_one_course_give_one_row() -> None:
    draft = courses.draft(lessons=1, translated=False)
    Course.objects.all().delete()
    results = together(lambda: actions.open_course(page=draft, at=courses.RELEASED_AT))
    assert len({getattr(result, "pk", result) for result in results}) == 1
    assert Course.objects.count() == 1
