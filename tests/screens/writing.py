"""Screens of the bank, of checks and of new courses."""

from django.urls import reverse

from courses.assessments.models import Question
from courses.models import CoursePage
from tests.factories import courses, home
from tests.screens.screens import Screen, send
from tests.screens.world import World


def bank(world: World) -> list[Screen]:
    """Questions and quizzes, with and without faults."""
    center = home.center("karolinska")
    quiz = courses.quiz("redigeras", center=center, size=30)
    practice = courses.question("ovas", center=center, use=Question.Use.PRACTICE).question
    courses.release(courses.draft("fragor", center=center, lessons=1, quiz=quiz))
    asked = quiz.items.get(position=1).question_version.question
    new = f"{reverse('question_new')}?bank={asked.bank_id}"
    of_quiz = reverse("quiz_edit", args=[quiz.quiz_id])
    return [
        _screen("questions", reverse("question_list")),
        _screen("questions, second page", f"{reverse('question_list')}?p=2&use=graded"),
        _screen("no question", f"{reverse('question_list')}?q=finnsinte"),
        _screen("question", reverse("question_edit", args=[asked.pk])),
        _screen("practice question", reverse("question_edit", args=[practice.pk])),
        _screen("new question", new),
        Screen("new question, empty", new, who="author", act=send, editor=True),
        _screen("banks", reverse("question_banks")),
        Screen("banks, no name", reverse("question_banks"), who="author", act=send, editor=True),
        _screen("quizzes", reverse("quiz_list")),
        _screen("quiz", of_quiz),
        _screen("new quiz", f"{reverse('quiz_new')}?center={center.pk}"),
    ]


def courses_begun(world: World) -> list[Screen]:
    """How a course begins, its form, and its checks."""
    shelf = world.new_draft.get_parent()
    start = reverse("course_start", args=[shelf.pk])
    hinted = courses.draft(
        "anvisad",
        center=home.center("karolinska"),
        lessons=1,
        body=[{"type": "hint", "value": "Skriv varför."}],
    )
    lesson = courses.lessons(hinted)[0]
    return [
        _screen("new course", start),
        Screen("new course, empty", start, who="author", act=send, editor=True),
        _screen("checks", _checks(world.ready_draft)),
        _screen("checks, unfinished", _checks(hinted)),
        _screen("form of a course", reverse("wagtailadmin_pages:edit", args=[hinted.pk])),
        Screen(
            "draft with a hint",
            reverse("wagtailadmin_pages:view_draft", args=[lesson.pk]),
            who="author",
        ),
    ]


def _checks(page: CoursePage) -> str:
    return reverse("course_checks", args=[page.pk])


def _screen(name: str, path: str) -> Screen:
    return Screen(name, path, who="author", editor=True)
