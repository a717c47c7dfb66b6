"""Whose people somebody looks after, for pages of other rooms."""

from typing import Any

from django import template
from django.http import HttpRequest

from home.centers import selectors
from home.centers.models import Center
from lms.core import clock
from lms.users.models import User
from lms.users.recent import may_act_for_others

register = template.Library()


@register.simple_tag(takes_context=True)
def led(context: dict[str, Any]) -> list[Center]:
    """The reader's centers. One statement for whoever may act for others, none for learners."""
    request: HttpRequest = context["request"]
    person = request.user
    if not isinstance(person, User) or not may_act_for_others(request):
        return []
    return selectors.led_centers(person, at=clock.now())
