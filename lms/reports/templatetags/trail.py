"""The way to the trail, for whoever has one to read."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from lms.core import clock
from lms.reports import selectors
from lms.users.models import User

register = template.Library()


@register.simple_tag
def trails_of(person: User) -> list[dict[str, str]]:
    """Titles and addresses; none for most people. One statement."""
    return [
        {"title": center.name, "url": reverse("reports:center_trail", args=[center.slug])}
        if center
        else {"title": _("The network"), "url": reverse("reports:office_trail")}
        for center in selectors.trails_of(person, at=clock.now())
    ]
