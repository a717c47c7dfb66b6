"""What a person may do and see, in sentences, from the functions that decide it.

Each layer registers its own sentences; nothing is said here that a page does not ask as well.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.centers import rules, selectors
from home.centers.models import Center, Delegation, Membership
from lms.users.models import User

Ability = Callable[[User, datetime], Iterable[str]]
_abilities: list[Ability] = []


def ability(function: Ability) -> Ability:
    """Register sentences about a person at a moment; the lowest layer's come first."""
    _abilities.append(function)
    return function


def of(person: User, at: datetime) -> list[str]:
    """Every sentence; none for whoever left."""
    if not person.is_current:
        return []
    return [sentence for function in _abilities for sentence in function(person, at)]


@ability
def courses_for_staff(person: User, at: datetime) -> Iterable[str]:
    """By the same question as the door of a course."""
    if selectors.is_member(person=person, at=at):
        yield _("Takes open courses and courses for staff of the centers.")
    else:
        yield _("Takes open courses. Courses for staff are closed, without a center.")


@ability
def people_of_centers(person: User, at: datetime) -> Iterable[str]:
    """Counted in the rows that the person's own lists show."""
    seen = Membership.objects.visible_to(person, at).in_force(at=at).exclude(person=person)
    centers = Center.objects.filter(pk__in=seen.values("center")).order_by("name_sv")
    for center in centers:
        number = seen.filter(center=center).values("person").distinct().count()
        yield ngettext(
            "Sees %(number)d other person of %(center)s, with unit and job role.",
            "Sees %(number)d other people of %(center)s, with unit and job role.",
            number,
        ) % {"number": number, "center": center.name}
    if not centers:
        yield _("Sees no other person’s name, place or learning.")


@ability
def requests_to_join(person: User, at: datetime) -> Iterable[str]:
    """Whoever leads people answers those who ask to be one of them."""
    leads = Delegation.objects.leading(person, at).values("center")
    for center in Center.objects.filter(pk__in=leads):
        yield _("Answers those who ask to belong to %(center)s.") % {"center": center.name}


@ability
def permissions_to_give(person: User, at: datetime) -> Iterable[str]:
    """By the rule that the action asks."""
    standing = selectors.standing(person, at=at)
    for center in Center.objects.filter(pk__in=standing.manages):
        yield _("Gives and ends in %(center)s: %(permissions)s.") % {
            "center": center.name,
            "permissions": _named(rules.offered(standing, center.pk)),
        }
    if standing.office:
        yield _("Gives and ends in every center: %(permissions)s.") % {
            "permissions": _named(rules.BY_OFFICE)
        }
        yield _("Gives and ends for the whole network: %(permissions)s.") % {
            "permissions": _named(rules.BY_OFFICE_EVERYWHERE)
        }


@ability
def lost_second_steps(person: User, at: datetime) -> Iterable[str]:
    """As `access.may_reset_second_step` decides for each person."""
    if selectors.holds_office(person, at=at):
        yield _("Resets a lost second step of signing in, for everybody.")
    elif managed := selectors.managed_centers(person, at=at):
        for center in Center.objects.filter(pk__in=managed):
            yield _(
                "Resets a lost second step of signing in, for people of %(center)s who act for no "
                "other center."
            ) % {"center": center.name}


def _named(permissions: Iterable[str]) -> str:
    return ", ".join(str(Delegation.Permission(name).label) for name in permissions)
