"""Whose trail somebody may read: the center, or 404 as if there were none."""

from datetime import datetime

from django.http import Http404

from home.centers.models import Center, Delegation
from lms.reports.privacy.models import DataCopy
from lms.reports.privacy.selectors import ready_copy
from lms.users.models import User


def get_trail_center_for(user: User, slug: str, at: datetime) -> Center:
    """A center that the person manages as a whole at `at`; raises Http404 otherwise."""
    managed = Delegation.objects.in_force(at=at).filter(
        person=user, permission=Delegation.Permission.MANAGER, unit=None
    )
    center = Center.objects.filter(slug=slug, pk__in=managed.values("center")).first()
    if center is None or not user.is_current:
        raise Http404
    return center


def check_office(user: User, at: datetime) -> None:
    """Raises Http404 for whoever is not of the network office at `at`."""
    held = Delegation.objects.in_force(at=at).filter(
        person=user, permission=Delegation.Permission.OFFICE, center=None
    )
    if not user.is_current or not held.exists():
        raise Http404


def get_copy_for(user: User, uid: str, at: datetime) -> DataCopy:
    """The person's own copy, as long as it lies ready; raises Http404 otherwise."""
    copy = ready_copy(person=user, at=at, uid=uid)
    if copy is None:
        raise Http404
    return copy
