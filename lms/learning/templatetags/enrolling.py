"""What pages of lower rooms show of somebody's learning: their templates ask, their code cannot."""

from typing import Any

from django import template
from django.template.context import RequestContext

from courses.models import Course
from lms.core import clock
from lms.learning.aside import aside

register = template.Library()


@register.inclusion_tag("learning/_aside.html", takes_context=True)
def course_aside(context: RequestContext, course: Course) -> dict[str, Any]:
    """Enroll, go on, or why not: for the person who is signed in."""
    shown = aside(learner=context["user"], course=course, at=clock.now())
    return {"aside": shown, "csrf_token": context.get("csrf_token")}
