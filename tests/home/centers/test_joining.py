"""Asking to belong to a center: once, answered by those who lead there, told to both sides."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from home.centers import actions
from home.centers.models import Delegation, JoinRequest, Membership
from lms.core import clock, jobs
from lms.core.models import Event
from lms.notifications.models import Mail, Notification
from lms.users.models import User
from tests.factories import home
from tests.lms.users.doors import words

pytestmark = pytest.mark.django_db
P = Delegation.Permission
SINCE = date(2026, 2, 2)
NOTE = "Min chef är Karin Ek."


def ask(person: User, **facts: Any) -> JoinRequest:
    told = {"center": home.center(), "job_role": home.job_role(), "started_on": SINCE, "note": NOTE}
    return actions.ask_to_join(person=person, at=clock.now(), **{**told, **facts})


def inside(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def form(**values: Any) -> dict[str, Any]:
    told = {"center": home.center().pk, "job_role": home.job_role().pk, "started_on": "2026-02-02"}
    return {**told, "unit": "", "note": NOTE, **values}


def answer_at(asked: JoinRequest, slug: str = "uppsala") -> str:
    return reverse("centers:answer", args=[slug, asked.pk])


def test_asking_tells_those_who_lead(eva: User, cecilia: User, david: User, bo: User) -> None:
    coordinator = home.person("kim@example.org", "Kim Ask")
    home.delegation(coordinator, P.COORDINATOR, home.center())
    client = inside(eva)
    assert client.post(reverse("centers:join"), form())["Location"] == reverse("centers:join")
    asked = JoinRequest.objects.get()
    assert (asked.person, asked.note, asked.status) == (eva, NOTE, "waiting")
    told = Notification.objects.filter(kind="join_asked").values_list("recipient", flat=True)
    assert set(told) == {cecilia.pk, coordinator.pk}
    event = Event.objects.get(name="center.join_asked")
    assert (event.person_id, event.center_id, event.reason) == (eva.pk, home.center().pk, "")
    assert "Waits for an answer." in words(client.get("/en/centers/join/"))


def test_asking_twice_changes_nothing(eva: User, cecilia: User) -> None:
    assert ask(eva) == ask(eva, note="En gång till.")
    assert Event.objects.filter(name="center.join_asked").count() == 1
    assert Notification.objects.count() == 1


def test_a_member_need_not_ask(ada: User) -> None:
    with pytest.raises(actions.AlreadyMember):
        ask(ada)
    assert "You belong to this center." in words(inside(ada).post("/en/centers/join/", form()))


def test_a_time_that_ended_does_not_begin_again(eva: User) -> None:
    row = home.member(eva, home.center(), since=SINCE)
    actions.end_membership(membership=row, ended_on=SINCE, reason="", at=clock.now(), by=None)
    with pytest.raises(actions.AlreadyBegun):
        ask(eva)
    assert ask(eva, started_on=date(2026, 3, 2))


def test_yes_makes_a_member_and_tells_them(eva: User, cecilia: User) -> None:
    asked = ask(eva)
    client = inside(cecilia)
    assert NOTE in words(client.get(answer_at(asked)))
    for _time in range(2):
        client.post(answer_at(asked), {"answer": "accept"})
    row = Membership.objects.get(person=eva)
    assert (row.center, row.started_on, row.source) == (home.center(), SINCE, "request")
    asked.refresh_from_db()
    assert (asked.status, asked.answered_by, asked.membership) == ("accepted", cecilia, row)
    assert Notification.objects.filter(kind="join_accepted", recipient=eva).count() == 1
    assert Event.objects.get(name="center.join_accepted").actor_id == cecilia.pk
    assert Event.objects.filter(name="center.member_added").count() == 1


def test_no_needs_a_reason_and_can_be_asked_again(eva: User, cecilia: User) -> None:
    asked = ask(eva)
    client = inside(cecilia)
    answered = client.post(answer_at(asked), {"answer": "decline", "reason": " "})
    assert "error-summary" in answered.content.decode()
    client.post(answer_at(asked), {"answer": "decline", "reason": "Du finns i Skåne."})
    asked.refresh_from_db()
    assert (asked.status, asked.reason) == ("declined", "Du finns i Skåne.")
    assert not Membership.objects.filter(person=eva).exists()
    assert ask(eva) != asked
    with pytest.raises(actions.AlreadyAnswered):
        actions.accept(request=asked, by=cecilia, at=clock.now())
    jobs.drain()
    mail = Mail.objects.get(kind="join_declined")
    assert "Du finns i Skåne." in mail.text
    assert "Uppsala" in mail.subject
    assert Mail.objects.filter(kind="join_asked", recipient=cecilia).count() == 2


@pytest.mark.parametrize("who", ["david", "bo", "ada", "eva"])
def test_nobody_else_answers(who: str, eva: User, request: pytest.FixtureRequest) -> None:
    asked = ask(eva)
    client = inside(request.getfixturevalue(who))
    for slug in ("uppsala", "skane"):
        assert client.get(answer_at(asked, slug)).status_code == 404
        assert client.post(answer_at(asked, slug), {"answer": "accept"}).status_code == 404
    assert not Membership.objects.filter(person=eva).exists()


def test_a_coordinator_of_a_unit_answers_for_the_unit_only(eva: User, ada: User) -> None:
    ward = home.center().units.create(slug="w", name_sv="A", name_en="W")
    lead = home.person("lea@example.org", "Lea Ek")
    Delegation.objects.create(
        person=lead,
        center=home.center(),
        unit=ward,
        permission=P.COORDINATOR,
        valid_from=home.LONG_AGO_ON,
        recorded_at=home.LONG_AGO,
    )
    client = inside(lead)
    assert client.get(answer_at(ask(eva, unit=ward))).status_code == 200
    other = home.person("lo@example.org", "Lo Ek")
    assert client.get(answer_at(ask(other))).status_code == 404


def test_whoever_leads_does_not_answer_themselves(cecilia: User) -> None:
    home.delegation(cecilia, P.MANAGER, home.center("skane"))
    asked = ask(cecilia, center=home.center("skane"))
    assert inside(cecilia).get(answer_at(asked, "skane")).status_code == 404


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"center": ""}, "Choose one."),
        ({"center": "99999"}, "Choose one of the list."),
        ({"job_role": ""}, "Choose one."),
        ({"started_on": ""}, "Choose the day."),
        ({"started_on": "2.2.26"}, "Write the day as 2026-11-23."),
        ({"started_on": "2999-01-01"}, "Choose today or a day before."),
        ({"note": "Patient 850101-1236"}, "Take out the personal identity number."),
    ],
)
def test_a_fault_is_told_at_its_field_and_nothing_is_lost(
    eva: User, values: dict[str, str], says: str
) -> None:
    answered = inside(eva).post("/en/centers/join/", form(**values))
    html = answered.content.decode()
    assert html.count(says) == 2
    assert values.get("note", NOTE) in html
    assert not JoinRequest.objects.exists()


def test_a_unit_of_another_center_is_refused(eva: User) -> None:
    lab = home.center("skane").units.create(slug="lab", name_sv="Lab", name_en="Lab")
    answered = inside(eva).post("/en/centers/join/", form(unit=lab.pk))
    assert "This unit belongs to another center." in words(answered)
