"""Who may see which person, membership or delegation: the row, or 404 as if there were none."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404

from home.centers import rules, selectors
from home.centers.models import Center, Delegation, JoinRequest, Membership
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


def get_center_to_look_after(user: User, slug: str, at: datetime) -> Center:
    """A center whose people, or some of them, the user leads; every one for the office.

    Raises Http404 otherwise.
    """
    led = selectors.led_centers(user, at=at) if user.is_current else []
    center = next((center for center in led if center.slug == slug), None)
    if center is None:
        raise Http404
    return center


def get_center_to_give_in(user: User, slug: str, at: datetime) -> tuple[Center, tuple[str, ...]]:
    """A center and what the user may let others do in it; raises Http404 where that is nothing."""
    center = get_center_to_look_after(user, slug, at)
    offered = rules.offered(selectors.standing(user, at=at), center.pk)
    if not offered:
        raise Http404
    return center, offered


def get_person_for(user: User, center: Center, uid: UUID, at: datetime) -> User:
    """Somebody who belongs or acts in the center, as far as the user sees it; or Http404."""
    members = Membership.objects.visible_to(user, at).in_force(at=at).filter(center=center)
    acting = Delegation.objects.visible_to(user, at).not_over(at=at).filter(center=center)
    of_it = Q(pk__in=members.values("person")) | Q(pk__in=acting.values("person"))
    person = User.objects.filter(of_it, uid=uid, is_active=True, merged_into=None).first()
    if person is None:
        raise Http404
    return person


def may_give_to(user: User, person: User, center: Center, at: datetime) -> bool:
    """Whether the user may let this person act in the center in some way."""
    offered = rules.offered(selectors.standing(user, at=at), center.pk)
    return bool(offered) and user.pk != person.pk


def get_right_to_end(user: User, slug: str, pk: int, at: datetime) -> Delegation:
    """A permission of another that the user may end; raises Http404 otherwise."""
    center, _offered = get_center_to_give_in(user, slug, at)
    rows = Delegation.objects.visible_to(user, at).not_over(at=at).filter(center=center, pk=pk)
    row = rows.select_related("person", "unit", "center").first()
    standing = selectors.standing(user, at=at)
    if row is None or not rules.may_give(standing, row.permission, center.pk, to=row.person_id):
        raise Http404
    return row


def get_request_to_answer(user: User, slug: str, pk: int, at: datetime) -> JoinRequest:
    """Somebody's question to belong to a center that the user leads; raises Http404 otherwise."""
    rows = JoinRequest.objects.to_answer(user, at).filter(center__slug=slug, pk=pk)
    row = rows.select_related("person", "center", "unit", "job_role", "answered_by").first()
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
