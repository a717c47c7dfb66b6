"""The way to the trail, for whoever has one to read."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from lms.core import clock
from lms.reports import selectors
from lms.users.models import User

register = template.Library()

# Whoever acts for others comes in by one of these, or is asked to set one up.
STRONG = {"mfa", "socialaccount"}


@register.simple_tag(takes_context=True)
def trails(context: dict[str, Any]) -> list[dict[str, str]]:
    """Titles and addresses. One statement for whoever may act for others, none for learners."""
    request: HttpRequest = context["request"]
    person = request.user
    if not isinstance(person, User) or not _may_act_for_others(request, person):
        return []
    return [
        {"title": center.name, "url": reverse("reports:center_trail", args=[center.slug])}
        if center
        else {"title": _("The network"), "url": reverse("reports:office_trail")}
        for center in selectors.trails_of(person, at=clock.now())
    ]


def _may_act_for_others(request: HttpRequest, person: User) -> bool:
    records = get_authentication_records(request, person)
    return bool(person.factor_asked_at) or any(each["method"] in STRONG for each in records)
