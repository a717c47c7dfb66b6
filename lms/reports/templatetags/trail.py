"""The way to the trail, for whoever has one to read."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from lms.core import clock
from lms.reports import selectors
from lms.users.models import User
from lms.users.recent import may_act_for_others

register = template.Library()


@register.simple_tag(takes_context=True)
def trails(context: dict[str, Any]) -> list[dict[str, str]]:
    """Titles and addresses. One statement for whoever may act for others, none for learners."""
    request: HttpRequest = context["request"]
    person = request.user
    if not isinstance(person, User) or not may_act_for_others(request):
        return []
    return [
        {"title": center.name, "url": reverse("reports:center_trail", args=[center.slug])}
        if center
        else {"title": _("The network"), "url": reverse("reports:office_trail")}
        for center in selectors.trails_of(person, at=clock.now())
    ]
