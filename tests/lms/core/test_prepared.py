"""Reads that are compiled once say what a queryset says."""

from datetime import timedelta
from typing import Any

import pytest

from home.centers.models import Membership
from home.centers.selectors import memberships_of
from lms.core.prepared import Prepared, slot, whole
from lms.learning.models import Enrollment
from lms.users.models import User
from tests.factories.learning import enrolled

pytestmark = pytest.mark.django_db


def test_a_whole_row_has_the_values_and_types_of_the_querysets_row(ada: User) -> None:
    read = whole(lambda: User.objects.filter(uid=slot(User, "uid")), User)
    [row] = read(uid=ada.uid)
    fresh = User.objects.get(pk=ada.pk)
    for field in User._meta.concrete_fields:
        assert getattr(row, field.attname) == getattr(fresh, field.attname), field.attname
    assert row.get_deferred_fields() == set()
    assert not row._state.adding


def test_the_row_beside_comes_in_the_same_statement(
    ada: User, django_assert_num_queries: Any
) -> None:
    enrollment = enrolled(ada)
    read = whole(
        lambda: Enrollment.objects.own(slot(User, "id", "learner")), Enrollment, beside="course"
    )
    with django_assert_num_queries(1):
        [row] = read(learner=ada.pk)
        assert row.course.code == enrollment.course.code
        assert row.course.key == enrollment.course.key


def test_other_values_give_other_rows_of_the_same_statement(ada: User, bo: User) -> None:
    read = Prepared(
        lambda: User.objects.filter(id=slot(User, "id")).values_list("email"), lambda row: row[0]
    )
    assert [read(id=ada.pk), read(id=bo.pk), read(id=0)] == [[ada.email], [bo.email], []]


def test_a_moment_may_be_compared_with(ada: User) -> None:
    [row] = Membership.objects.filter(person=ada)
    moment = row.recorded_at
    assert memberships_of(person=ada, at=moment) == [row]
    assert memberships_of(person=ada, at=moment - timedelta(microseconds=1)) == []


def test_a_value_that_no_slot_names_is_an_error() -> None:
    read = whole(lambda: User.objects.filter(id=slot(User, "id")), User)
    with pytest.raises(KeyError):
        read()


def test_only_a_foreign_key_can_stand_beside() -> None:
    with pytest.raises(TypeError):
        whole(Enrollment.objects.all, Enrollment, beside="status")
