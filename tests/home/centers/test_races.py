"""Twenty identical posts at once about people of a center: one effect, no error."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from home.centers.actions import ask_to_join
from home.centers.models import Delegation, JoinRequest, Membership
from lms.core import clock
from lms.users.models import User
from tests.factories import home
from tests.lms.users import steps
from tests.test_parallel_posts import posts

pytestmark = pytest.mark.django_db(transaction=True)


def inside(person: User) -> Client:
    client = Client()
    client.force_login(person)
    steps.prove(client, person)
    return client


def test_asking_at_once_is_one_request(eva: User, cecilia: User) -> None:
    values = {
        "center": home.center().pk,
        "unit": "",
        "job_role": home.job_role().pk,
        "started_on": "2026-02-02",
        "note": "",
    }
    assert posts(inside(eva), reverse("centers:join"), values) == {302}
    assert JoinRequest.objects.count() == 1


def test_answering_at_once_is_one_membership(eva: User, cecilia: User) -> None:
    asked = ask_to_join(
        person=eva,
        center=home.center(),
        job_role=home.job_role(),
        started_on=date(2026, 2, 2),
        note="",
        at=clock.now(),
    )
    address = reverse("centers:answer", args=["uppsala", asked.pk])
    assert posts(inside(cecilia), address, {"answer": "accept"}) == {302}
    assert Membership.objects.filter(person=eva).count() == 1


def test_giving_at_once_is_one_permission(ada: User, cecilia: User) -> None:
    address = reverse("centers:give_to", args=["uppsala", ada.uid])
    values = {
        "permission": "educator",
        "unit": "",
        "valid_from": clock.day(clock.now()).isoformat(),
        "valid_until": "",
        "reason": "Ny",
    }
    assert posts(inside(cecilia), address, values) == {302}
    assert Delegation.objects.filter(person=ada).count() == 1
