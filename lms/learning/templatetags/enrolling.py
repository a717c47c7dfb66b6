"""What pages of lower rooms show of somebody's learning: their templates ask, their code cannot."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.safestring import SafeString

from courses.drawn import course_rows
from courses.models import Course
from courses.selectors.index import Entry
from lms.core import clock
from lms.learning.aside import aside, states

register = template.Library()


@register.inclusion_tag("learning/_aside.html", takes_context=True)
def course_aside(context: RequestContext, course: Course) -> dict[str, Any]:
    """Enroll, go on, or why not: for the person who is signed in."""
    shown = aside(learner=context["user"], course=course, at=clock.now())
    return {"aside": shown, "csrf_token": context.get("csrf_token")}


@register.simple_tag(takes_context=True)
def my_course_rows(context: RequestContext, entries: Iterable[Entry]) -> list[SafeString]:
    """Rows of the catalogue that say where the person who is signed in stands."""
    entries = list(entries)
    found = states(learner=context["user"], courses=[entry.pk for entry in entries])
    return course_rows(entries, found)
