"""Whose trail somebody reads, said to those who look after them."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from home.centers.abilities import ability
from lms.reports import selectors
from lms.users.models import User


@ability
def reads_trails(person: User, at: datetime) -> Iterable[str]:
    """By the same question as the links to them."""
    for center in selectors.trails_of(person, at=at):
        name = center.name if center else _("the network")
        yield _("Reads the trail of %(center)s.") % {"center": name}
