"""Who may see which membership or delegation: the row, or 404 as if there were none."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from home.centers import selectors
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


def get_person_to_help(user: User, slug: str, uid: UUID, at: datetime) -> User:
    """Somebody of the center whose second step the user may reset; raises Http404 otherwise."""
    person = selectors.people_of(slug, at=at).filter(uid=uid).first()
    if person is None or not may_reset_second_step(by=user, person=person, slug=slug, at=at):
        raise Http404
    return person


def may_reset_second_step(*, by: User, person: User, slug: str | None = None, at: datetime) -> bool:
    """Whether `by` may take away a lost second step, of others only.

    A manager (of the center `slug`) may where everything that the person may do lies in the
    manager's centers; the office may for everybody.
    """
    if by.pk == person.pk:
        return False
    if selectors.holds_office(by, at=at):
        return True
    managed = selectors.managed_centers(by, at=at)
    if person.is_superuser or slug not in managed.values():
        return False
    return all(center in managed for center in selectors.acts_in(person, at=at))
