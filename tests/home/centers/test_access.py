"""Who sees which membership and right; missing and forbidden look the same."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from home.centers import access, actions
from home.centers.models import Delegation, Membership, Unit
from lms.users.models import User
from tests.factories import home
from tests.personas import ada, bo, cecilia, david, eva

__all__ = ["ada", "bo", "cecilia", "david", "eva"]

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 3, 3, 12, 0, tzinfo=UTC)


def seen(user: User | AnonymousUser, at: datetime = NOW) -> set[str]:
    rows = Membership.objects.visible_to(user, at).select_related("person")
    return {row.person.get_short_name() for row in rows}


def test_who_sees_whose_membership(
    ada: User, bo: User, cecilia: User, david: User, eva: User
) -> None:
    assert seen(ada) == {"Ada"}
    assert seen(bo) == {"Bo"}
    assert seen(cecilia) == {"Ada", "Bo", "Cecilia"}
    assert seen(david) == {"David"}
    assert seen(eva) == set()
    assert seen(AnonymousUser()) == set()


def test_who_sees_whose_rights(ada: User, bo: User, cecilia: User, david: User) -> None:
    def rights(user: User) -> set[str]:
        rows = Delegation.objects.visible_to(user, NOW).select_related("person")
        return {row.person.get_short_name() for row in rows}

    assert rights(ada) == set()
    assert rights(bo) == {"Bo"}
    assert rights(cecilia) == {"Bo", "Cecilia"}
    assert rights(david) == {"David"}


def test_the_office_sees_totals_and_no_rows(ada: User, eva: User) -> None:
    home.delegation(eva, Delegation.Permission.OFFICE, None)
    assert seen(eva) == set()


def test_a_right_that_ended_opens_nothing(ada: User, cecilia: User) -> None:
    right = Delegation.objects.get(person=cecilia)
    actions.end_delegation(
        delegation=right, ended_on=date(2025, 2, 28), reason="Left", at=NOW, by=None
    )
    assert seen(cecilia) == {"Cecilia"}
    before = datetime(2025, 2, 1, 12, 0, tzinfo=UTC)
    assert seen(cecilia, before) == {"Ada", "Cecilia"}


def test_a_coordinator_of_a_unit_sees_the_unit_and_the_units_in_it(eva: User) -> None:
    uppsala = home.center()
    clinic = Unit.objects.create(center=uppsala, slug="c", name_sv="K", name_en="C")
    ward = Unit.objects.create(center=uppsala, slug="w", name_sv="A", name_en="W", parent=clinic)
    other = Unit.objects.create(center=uppsala, slug="o", name_sv="Ö", name_en="O")
    for name, unit in (("Clinic", clinic), ("Ward", ward), ("Other", other)):
        actions.add_member(
            person=home.person(f"{name}@example.org".lower(), name),
            center=uppsala,
            unit=unit,
            job_role=home.job_role(),
            started_on=date(2025, 1, 1),
            at=NOW,
            by=None,
        )
    actions.grant(
        person=eva,
        permission=Delegation.Permission.COORDINATOR,
        center=uppsala,
        unit=clinic,
        valid_from=date(2025, 1, 1),
        at=NOW,
        by=None,
        reason="",
    )
    assert seen(eva) == {"Clinic", "Ward"}


@pytest.mark.parametrize("gone", ["left", "merged"])
def test_whoever_is_gone_sees_nothing(ada: User, cecilia: User, bo: User, gone: str) -> None:
    if gone == "left":
        cecilia.is_active = False
    else:
        cecilia.merged_into = bo
    cecilia.save()
    assert seen(cecilia) == set()


def test_rows_of_a_joined_person_are_one_s_own(ada: User, eva: User) -> None:
    ada.merged_into = eva
    ada.save()
    assert seen(eva) == {"Ada"}


def test_missing_and_forbidden_look_the_same(ada: User, cecilia: User, david: User) -> None:
    row = Membership.objects.get(person=ada)
    right = Delegation.objects.get(person=cecilia)
    assert access.get_membership_for(cecilia, row.pk, NOW) == row
    assert access.get_delegation_for(cecilia, right.pk, NOW) == right
    for pk in (row.pk, 999_999):
        with pytest.raises(Http404):
            access.get_membership_for(david, pk, NOW)
    for pk in (right.pk, 999_999):
        with pytest.raises(Http404):
            access.get_delegation_for(david, pk, NOW)


@pytest.mark.parametrize("size", [2, 40])
def test_seeing_costs_one_statement_whatever_the_size(cecilia: User, size: int) -> None:
    for number in range(size):
        home.member(home.person(f"n{number}@example.org", "Nurse"), home.center())
    with CaptureQueriesContext(connection) as queries:
        assert len(Membership.objects.visible_to(cecilia, NOW)) == size + 1
    assert len(queries) == 1
