"""What was released stays: pages behind records are retired, not deleted, and keep their course."""

from typing import Any

from django.db.models import ProtectedError
from wagtail.models import Page

from courses.models import Course, CoursePage, Lesson, LessonPage
from courses.source import course_path


def refuse_deleting_what_was_released(page: CoursePage | LessonPage) -> None:
    """Raises ProtectedError with the row that the page's content was released under."""
    released: Course | Lesson | None = _released(page)
    if released:
        raise ProtectedError("This was released. Retire the course instead.", {released})


def _released(page: CoursePage | LessonPage) -> Course | Lesson | None:
    if isinstance(page, LessonPage):
        return Lesson.objects.filter(key=page.translation_key).first()
    return Course.objects.released().filter(key=page.translation_key).first()


def holds_released(page: Page) -> bool:
    """Would deleting this page, and all below it, touch something that was released?"""
    tree = Page.objects.descendant_of(page, inclusive=True).values("translation_key")
    return (
        Lesson.objects.filter(key__in=tree).exists()
        or Course.objects.released().filter(key__in=tree).exists()
    )


def leaves_its_course(page: Page, destination: Page) -> bool:
    """Would moving the page take a released lesson to another course?"""
    part: Any = page.specific
    if isinstance(part, CoursePage) or not hasattr(part, "BELOW_COURSE"):
        return False
    return not destination.path.startswith(course_path(part)) and holds_released(page)
