"""Where a course is shown, for people who must leave the player or come back to it."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse

from courses.models import Course
from home.links import link_of, single


def course_address(course: Course, language: str = "") -> str:
    """The course's page in a language (the active one unless named); the catalogue without one."""
    page = link_of(course.key, language) or single("courses.courseindexpage", language)
    return page.url if page else "/"


def lesson_addresses(enrollment: UUID) -> Callable[[str], str]:
    """Where each lesson of an enrollment is, by its key."""
    return _by_key("learning:lesson", enrollment)


def reading_addresses(course: UUID) -> Callable[[str], str]:
    """Where each lesson of a public course is read without an account, by its key."""
    return _by_key("learning:read", course)


def _by_key(name: str, above: UUID) -> Callable[[str], str]:
    # An outline asks for dozens: one is looked up, and the others differ in the key alone.
    nowhere = UUID(int=0)
    before, after = reverse(name, args=[above, nowhere]).split(str(nowhere))
    return lambda key: f"{before}{key}{after}"
