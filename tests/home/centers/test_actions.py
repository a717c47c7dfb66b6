"""Memberships and rights are added and superseded, so that any day can be asked for, ever after."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from home.centers import actions, selectors
from home.centers.models import Center, Delegation, Membership, Unit
from lms.core.append_only import RowIsFrozen
from lms.core.models import Event
from lms.users.models import User
from tests.factories import home
from tests.factories.users import account

pytestmark = pytest.mark.django_db
MANAGER = Delegation.Permission.MANAGER


def moment(month: int, day: int) -> datetime:
    return datetime(2025, month, day, 12, 0, tzinfo=UTC)


def day(month: int, number: int) -> date:
    return date(2025, month, number)


FIRST_DAY, NOTED_AT = day(2, 1), moment(1, 20)


def join(person: User, *, on: date = FIRST_DAY, at: datetime = NOTED_AT) -> Membership:
    return actions.add_member(
        person=person,
        center=home.center(),
        job_role=home.job_role(),
        started_on=on,
        at=at,
        by=None,
    )


def grant(
    person: User,
    *,
    center: Center | None = None,
    permission: str = MANAGER,
    unit: Unit | None = None,
    until: date | None = None,
) -> Delegation:
    return actions.grant(
        person=person,
        permission=permission,
        center=center or home.center(),
        unit=unit,
        valid_from=day(2, 1),
        valid_until=until,
        at=moment(1, 20),
        by=None,
        reason="Appointed",
    )


def test_adding_twice_is_adding_once() -> None:
    person = account()
    assert join(person).pk == join(person, at=moment(3, 1)).pk
    assert Event.objects.filter(name="center.member_added").count() == 1


def test_ending_twice_is_ending_once_and_adding_again_revives_nothing() -> None:
    person = account()
    row = join(person)
    ended = [
        actions.end_membership(
            membership=row, ended_on=day(6, 30), reason="Moved", at=moment(6, 1), by=None
        )
        for _time in range(2)
    ]
    assert ended[0].pk == ended[1].pk
    assert join(person).pk == ended[0].pk
    event = Event.objects.get(name="membership.ended")
    assert event.reason == "Moved"


def test_a_newer_end_supersedes_the_newest_row_only() -> None:
    row = join(account())
    for month in (6, 7, 8):
        actions.end_membership(
            membership=row, ended_on=day(month, 1), reason="Corrected", at=moment(month, 1), by=None
        )
    chain = list(Membership.objects.order_by("pk").values_list("pk", "supersedes"))
    assert [older for _pk, older in chain] == [None, *[pk for pk, _older in chain[:-1]]]
    assert Membership.objects.newest().get().ended_on == day(8, 1)


# A nurse from 1 February, noted on 20 January; on 1 June her last day is said to be 30 June, and on
# 10 July this is corrected to 31 July.
AS_OF = [
    ("before anybody knew", moment(1, 10), day(2, 10), False),
    ("known, not begun", moment(1, 25), day(1, 25), False),
    ("the first day", moment(2, 1), day(2, 1), True),
    ("in between", moment(4, 1), day(4, 1), True),
    ("the end is known, not reached", moment(6, 15), day(6, 15), True),
    ("the last day", moment(6, 30), day(6, 30), True),
    ("the day after", moment(7, 1), day(7, 1), False),
    ("the day after, asked before the end was known", moment(5, 1), day(7, 1), True),
    ("the day after, asked after the correction", moment(7, 15), day(7, 1), True),
    ("the corrected last day", moment(7, 31), day(7, 31), True),
    ("after the corrected end", moment(8, 1), day(8, 1), False),
    ("the past as known in the past", moment(7, 5), day(7, 5), False),
    ("the past as known today", moment(9, 1), day(7, 5), True),
]


@pytest.mark.parametrize(("_case", "at", "on", "expected"), AS_OF)
def test_a_membership_as_of_any_day(_case: str, at: datetime, on: date, expected: bool) -> None:
    row = join(account())
    for known_at, last in ((moment(6, 1), day(6, 30)), (moment(7, 10), day(7, 31))):
        actions.end_membership(membership=row, ended_on=last, reason="Moved", at=known_at, by=None)
    assert Membership.objects.in_force(at=at, on=on).exists() is expected
    assert Membership.objects.known(at=at).count() <= 1


# Manager from 1 February, noted on 20 January; on 1 June the last day is said to be 30 June, and on
# 10 July this is corrected to 31 July.
RIGHTS = [
    (moment(1, 10), False),
    (moment(1, 25), False),
    (moment(2, 1), True),
    (moment(6, 15), True),
    (moment(6, 30), True),
    (moment(7, 1), False),
    (moment(7, 9), False),
    (moment(7, 10), True),
    (moment(7, 31), True),
    (moment(8, 1), False),
]


@pytest.mark.parametrize(("at", "expected"), RIGHTS)
def test_a_right_as_of_any_day(at: datetime, expected: bool) -> None:
    person = account()
    row = grant(person)
    for known_at, last in ((moment(6, 1), day(6, 30)), (moment(7, 10), day(7, 31))):
        actions.end_delegation(delegation=row, ended_on=last, reason="Left", at=known_at, by=None)
    assert Delegation.objects.in_force(at=at).filter(person=person).exists() is expected


@pytest.mark.parametrize(("at", "expected"), [(moment(3, 31), True), (moment(4, 1), False)])
def test_a_right_with_an_end_ends_by_itself(at: datetime, expected: bool) -> None:
    person = account()
    grant(person, until=day(3, 31))
    assert Delegation.objects.in_force(at=at).filter(person=person).exists() is expected


def test_the_last_day_ends_at_midnight_of_the_network() -> None:
    grant(account(), until=day(3, 31))
    half_past_midnight_there = datetime(2025, 3, 31, 22, 30, tzinfo=UTC)  # in summer time
    assert not Delegation.objects.in_force(at=half_past_midnight_there).exists()


def test_granting_twice_is_granting_once() -> None:
    person = account()
    assert grant(person).pk == grant(person).pk
    event = Event.objects.get(name="delegation.granted")
    told = {key: event.data[key] for key in ("person", "permission", "center")}
    assert told == {"person": person.pk, "permission": "manager", "center": home.center().pk}


def test_the_office_is_found_while_it_holds() -> None:
    person = account()
    actions.grant(
        person=person,
        permission=Delegation.Permission.OFFICE,
        center=None,
        valid_from=day(2, 1),
        at=moment(1, 20),
        by=None,
        reason="Appointed",
    )
    office = Delegation.Permission.OFFICE
    at = moment(3, 1)
    assert selectors.holders(permissions=[office], at=at) == [person]
    assert selectors.holders(permissions=[office], at=moment(1, 25)) == []


def test_a_membership_does_not_end_before_it_begins() -> None:
    row = join(account())
    with pytest.raises(actions.EndsBeforeStart):
        actions.end_membership(
            membership=row, ended_on=day(1, 31), reason="", at=moment(3, 1), by=None
        )


def test_a_right_does_not_end_before_it_begins() -> None:
    row = grant(account())
    with pytest.raises(actions.EndsBeforeStart):
        actions.end_delegation(
            delegation=row, ended_on=day(1, 31), reason="", at=moment(3, 1), by=None
        )
    with pytest.raises(actions.EndsBeforeStart):
        grant(row.person, until=day(1, 31))


def test_a_unit_belongs_to_the_center_it_is_named_with() -> None:
    unit = Unit.objects.create(
        center=home.center("skane"), slug="lab", name_sv="Lab", name_en="Lab"
    )
    with pytest.raises(actions.WrongCenter):
        grant(account(), unit=unit)


def test_a_row_is_never_changed() -> None:
    row = join(account())
    row.ended_on = day(6, 30)
    with pytest.raises(RowIsFrozen):
        row.save()
    with pytest.raises(RowIsFrozen):
        Membership.objects.update(ended_on=None)
    with pytest.raises(RowIsFrozen):
        row.delete()


@pytest.mark.parametrize("unit", [False, True])
def test_the_database_refuses_a_second_beginning(unit: bool) -> None:
    person = account()
    ward = Unit.objects.create(center=home.center(), slug="w", name_sv="A", name_en="A")
    fields = {
        "person": person,
        "center": home.center(),
        "unit": ward if unit else None,
        "job_role": home.job_role(),
        "started_on": day(2, 1),
        "recorded_at": moment(1, 20),
    }
    Membership.objects.create(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(**fields)
