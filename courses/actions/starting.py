"""Beginning a course from a template."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courses.actions.opening import open_course
from courses.assessments import actions as questions
from courses.assessments.models import Quiz
from courses.models import Course, CoursePage, LessonPage, ModulePage, ShelfPage
from courses.starting.starters import Starter, StarterLesson, StarterModule
from home.centers.models import Center
from home.models import TargetGroup
from lms.core import events
from lms.users.models import User


class TitleTaken(ValueError):
    """A course of that title stands on the shelf; the text says so."""


@transaction.atomic
def start_course(
    *, shelf: ShelfPage, starter: Starter, title: str, by: User, at: datetime
) -> CoursePage:
    """The page of a new course with modules, outcomes, hints and a final quiz without questions.

    All texts are in the language of the shelf. Raises TitleTaken.
    """
    # A double click must give one course.
    Center.objects.select_for_update().get(pk=shelf.center_id)
    if CoursePage.objects.child_of(shelf).filter(title=title).exists():
        raise TitleTaken(_("A course of this title stands on the shelf already."))
    language = shelf.locale.language_code
    page = _page(shelf, starter, title, language, by)
    course = open_course(page=page, at=at)
    quiz = _quiz(course, starter, title, by, at)
    for module in starter.modules:
        _module(page, module, language, quiz, by)
    data = {"page": page.pk, "template": starter.slug}
    events.record("course.started", subject=course, actor=by, at=at, data=data)
    return page


def _page(shelf: ShelfPage, starter: Starter, title: str, language: str, by: User) -> CoursePage:
    outcomes = [{"type": "objective", "value": text[language]} for text in starter.outcomes]
    page = CoursePage(title=title, objectives=json.dumps(outcomes), live=False, owner=by)
    ShelfPage.objects.get(pk=shelf.pk).add_child(instance=page)
    page.target_groups.set(TargetGroup.objects.filter(slug__in=starter.target_groups))
    page.save()
    page.save_revision(user=by)
    return page


def _quiz(course: Course, starter: Starter, title: str, by: User, at: datetime) -> Quiz:
    """With a bank beside it, so that its first question can be written at once."""
    center, name = course.owner_center, f"course-{course.pk}"
    questions.open_bank(center=center, slug=name, name=title[:200], by=by, at=at)
    titles = _final_title(starter)
    return questions.open_quiz(center=center, slug=f"{name}-final", titles=titles, by=by, at=at)


def _final_title(starter: Starter) -> Mapping[str, str]:
    lessons = (lesson for module in starter.modules for lesson in module.lessons)
    return next(lesson.title for lesson in lessons if lesson.is_final)


def _module(page: CoursePage, module: StarterModule, language: str, quiz: Quiz, by: User) -> None:
    made = ModulePage(title=module.title[language], live=False, owner=by)
    page.add_child(instance=made)
    made.save_revision(user=by)
    for lesson in module.lessons:
        _lesson(made, lesson, language, quiz, by)


def _lesson(module: ModulePage, lesson: StarterLesson, language: str, quiz: Quiz, by: User) -> None:
    facts: dict[str, Any] = {}
    if lesson.is_final:
        facts = {"kind": LessonPage.Kind.QUIZ, "quiz": quiz}
    hints = [{"type": "hint", "value": hint[language]} for hint in lesson.hints]
    made = LessonPage(
        title=lesson.title[language],
        minutes=lesson.minutes,
        body=json.dumps(hints),
        live=False,
        owner=by,
        **facts,
    )
    module.add_child(instance=made)
    made.save_revision(user=by)
