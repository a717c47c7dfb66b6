"""Who lets whom act where: somebody higher in the same place, with a reason, and never oneself."""

from datetime import date, timedelta
from typing import Any

import pytest

from home.centers import actions, rules
from home.centers.models import Center, Delegation
from home.centers.rules import Standing
from lms.core import clock
from lms.core.models import Event
from lms.users.models import User
from tests.factories import home

pytestmark = pytest.mark.django_db
P = Delegation.Permission
HERE, THERE = 1, 2
MANAGER = Standing(person=7, operates=False, office=False, manages={HERE})
OFFICE = Standing(person=8, operates=False, office=True, manages=())
OPERATOR = Standing(person=9, operates=True, office=False, manages=())
NOBODY = Standing(person=6, operates=False, office=False, manages=())
BELOW = {P.COORDINATOR, P.ASSESSOR, P.EDUCATOR, P.REVIEWER, P.INSPECTOR}


@pytest.mark.parametrize(
    ("by", "where", "given"),
    [
        (MANAGER, HERE, BELOW),
        (MANAGER, THERE, set()),
        (MANAGER, None, set()),
        (OFFICE, HERE, {P.MANAGER}),
        (OFFICE, None, {P.REVIEWER}),
        (OPERATOR, HERE, {P.MANAGER}),
        (OPERATOR, None, {P.OFFICE}),
        (NOBODY, HERE, set()),
        (NOBODY, None, set()),
    ],
)
def test_what_each_gives_where(by: Standing, where: int | None, given: set[str]) -> None:
    assert {name for name in P.values if rules.may_give(by, name, where, to=1)} == given
    assert not any(rules.may_give(by, name, where, to=by.person) for name in P.values)


def give(by: User, to: User, permission: str, center: Center | None = None, **more: Any) -> Any:
    at = clock.now()
    facts = {"valid_from": clock.day(at), "reason": "Ny på avdelningen", **more}
    where = None if permission == P.OFFICE else center or home.center()
    return actions.grant(person=to, permission=permission, center=where, by=by, at=at, **facts)


def test_a_manager_gives_in_their_center(cecilia: User, ada: User) -> None:
    right = give(cecilia, ada, P.EDUCATOR)
    assert (right.granted_by, right.reason) == (cecilia, "Ny på avdelningen")
    event = Event.objects.get(name="delegation.granted")
    assert (event.actor_id, event.reason) == (cecilia.pk, "Ny på avdelningen")
    ada.refresh_from_db()
    assert ada.factor_asked_at


def test_nobody_gives_what_is_not_theirs_to_give(
    cecilia: User, david: User, bo: User, ada: User
) -> None:
    tried: list[tuple[User, User, str]] = [
        (david, ada, P.EDUCATOR),
        (bo, ada, P.EDUCATOR),
        (ada, bo, P.COORDINATOR),
        (cecilia, ada, P.MANAGER),
        (cecilia, ada, P.OFFICE),
        (cecilia, cecilia, P.EDUCATOR),
    ]
    before = Delegation.objects.count()
    for by, to, permission in tried:
        with pytest.raises(actions.NotYours):
            give(by, to, permission)
    assert Delegation.objects.count() == before


def test_a_manager_who_is_none_any_more_gives_nothing(ada: User, eva: User) -> None:
    home.delegation(eva, P.MANAGER, home.center(), until=home.LONG_AGO_ON)
    with pytest.raises(actions.NotYours):
        give(eva, ada, P.EDUCATOR)


def test_a_manager_of_a_unit_gives_nothing(ada: User, eva: User) -> None:
    unit = home.center().units.create(slug="w", name_sv="A", name_en="W")
    Delegation.objects.create(
        person=eva,
        center=home.center(),
        unit=unit,
        permission=P.MANAGER,
        valid_from=home.LONG_AGO_ON,
        recorded_at=home.LONG_AGO,
    )
    with pytest.raises(actions.NotYours):
        give(eva, ada, P.EDUCATOR)


def test_an_inspector_needs_an_end(cecilia: User, eva: User) -> None:
    with pytest.raises(actions.EndIsMissing):
        give(cecilia, eva, P.INSPECTOR)
    ends = clock.day(clock.now()) + timedelta(days=14)
    assert give(cecilia, eva, P.INSPECTOR, valid_until=ends).valid_until == ends


def test_whoever_gives_it_may_end_it_and_nobody_their_own(
    cecilia: User, david: User, bo: User
) -> None:
    right = Delegation.objects.get(person=bo)
    ends: dict[str, Any] = {"ended_on": date(2024, 6, 1), "reason": "Slutat", "at": clock.now()}
    for by in (david, bo):
        with pytest.raises(actions.NotYours):
            actions.end_delegation(delegation=right, by=by, **ends)
    newer = actions.end_delegation(delegation=right, by=cecilia, **ends)
    assert (newer.supersedes, newer.valid_until) == (right, date(2024, 6, 1))
    with pytest.raises(actions.NotYours):
        actions.end_delegation(
            delegation=Delegation.objects.get(person=cecilia), by=cecilia, **ends
        )
