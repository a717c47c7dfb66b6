"""Reads about who belongs to a center and who acts for it."""

from collections.abc import Iterable
from datetime import datetime

from home.centers.models import Delegation, Membership
from lms.users.models import User


def is_member(*, person: User, at: datetime) -> bool:
    """Whether the person works at any center of the network at `at`: what opens staff courses."""
    return Membership.objects.in_force(at=at).filter(person=person).exists()


def holders(*, permissions: Iterable[str], at: datetime) -> list[User]:
    """The people who hold one of the permissions for the whole network at `at`. One query."""
    held = Delegation.objects.in_force(at=at).filter(permission__in=permissions, center=None)
    people = User.objects.filter(pk__in=held.values("person"), is_active=True, merged_into=None)
    return list(people.order_by("pk"))
