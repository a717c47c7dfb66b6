"""Who may see which membership or delegation: the row, or 404 as if there were none."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from home.centers.models import Delegation, Membership
from lms.users.models import User


def get_membership_for(user: User | AnonymousUser, pk: int, at: datetime) -> Membership:
    """A membership that the person may see at `at`; raises Http404 otherwise."""
    row = Membership.objects.visible_to(user, at).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def get_delegation_for(user: User | AnonymousUser, pk: int, at: datetime) -> Delegation:
    """A delegation that the person may see at `at`; raises Http404 otherwise."""
    row = Delegation.objects.visible_to(user, at).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
