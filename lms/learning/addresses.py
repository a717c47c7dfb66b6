"""Where a course is shown, for people who must leave the player or come back to it."""

from courses.models import Course
from home.links import link_of, single


def course_address(course: Course, language: str = "") -> str:
    """The course's page in a language (the active one unless named); the catalogue without one."""
    page = link_of(course.key, language) or single("courses.courseindexpage", language)
    return page.url if page else "/"
