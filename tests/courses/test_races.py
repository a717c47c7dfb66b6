"""Many at once give one version, one question, one course; on both databases."""

import pytest

from courses import actions
from courses.assessments.models import QuestionVersion, QuizVersion
from courses.models import Course, CoursePage, CourseVersion, Lesson, LessonText
from tests.factories import courses, home
from tests.racing import together

pytestmark = pytest.mark.django_db(transaction=True)
Impact = CourseVersion.Impact


def test_eight_releases_at_once_give_one_version() -> None:
    draft = courses.draft(lessons=2)
    results = together(lambda: courses.release(CoursePage.objects.get(pk=draft.pk)))
    assert {getattr(result, "number", result) for result in results} == {"1.0"}
    assert (CourseVersion.objects.count(), Lesson.objects.count()) == (1, 2)
    assert LessonText.objects.count() == 4
    for number in (1, 2):
        courses.edit(draft, summary=f"Sammanfattning {number}.")
        results = together(
            lambda: courses.release(CoursePage.objects.get(pk=draft.pk), impact=Impact.CONTENT)
        )
        assert {getattr(result, "number", result) for result in results} == {f"1.{number}"}
    assert CourseVersion.objects.count() == 3


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
