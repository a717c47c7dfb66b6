"""What authors are told about those who learn their course: their page asks, its code cannot."""

from django import template

from courses.models import Course
from lms.core import clock
from lms.learning.selectors.taught import Learners, learners

register = template.Library()


@register.simple_tag
def learners_of(course: Course) -> Learners:
    """How many people a release concerns."""
    return learners(course=course, day=clock.day(clock.now()))
