"""The people of a center: seen and given permissions by those who lead there."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from home.centers import abilities, actions
from home.centers.models import Delegation
from lms.core import clock
from lms.users.models import User
from tests.factories import home
from tests.lms.users import steps
from tests.lms.users.doors import words

pytestmark = pytest.mark.django_db
P = Delegation.Permission
PEOPLE = "/en/centers/uppsala/people/"


def inside(person: User) -> Client:
    client = Client()
    client.force_login(person)
    steps.prove(client, person)
    return client


def told(**values: Any) -> dict[str, Any]:
    today = clock.day(clock.now()).isoformat()
    known = {"permission": "educator", "unit": "", "valid_from": today, "valid_until": ""}
    return {**known, "reason": "Skriver CRS-kursen.", **values}


def path(name: str, *args: Any) -> str:
    return reverse(f"centers:{name}", args=["uppsala", *args]).replace("/sv/", "/en/")


def test_a_manager_sees_who_belongs_and_who_may_do_what(cecilia: User, ada: User, bo: User) -> None:
    page = words(inside(cecilia).get(PEOPLE))
    for seen in ("Ada Lind", "Bo Ek", "educator", "manager", "Nurse"):
        assert seen in page


@pytest.mark.parametrize("who", ["david", "bo", "ada", "eva"])
def test_nobody_else_finds_any_of_it(
    who: str, ada: User, bo: User, cecilia: User, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(who)
    client, right = inside(person), Delegation.objects.get(person=cecilia)
    for address in (
        PEOPLE,
        path("give"),
        path("person", ada.uid),
        path("give_to", ada.uid),
        path("end", right.pk),
    ):
        assert client.get(address).status_code == 404, address
        assert client.post(address, told(email="ada@example.org")).status_code in {404, 405}
    assert Delegation.objects.filter(person=ada).count() == 0


def test_a_manager_gives_a_permission_with_a_reason(cecilia: User, ada: User) -> None:
    client = inside(cecilia)
    assert client.post(path("give_to", ada.uid), told())["Location"].endswith("/uppsala/people/")
    right = Delegation.objects.get(person=ada)
    assert (right.permission, right.granted_by) == ("educator", cecilia)
    assert "Skriver CRS-kursen." in words(client.get(PEOPLE))


def test_an_inspector_is_let_in_by_their_address(cecilia: User, eva: User) -> None:
    client = inside(cecilia)
    values = told(email="EVA@example.org", permission="inspector")
    assert "the day on which the inspection ends" in words(client.post(path("give"), values))
    ends = clock.day(clock.now()) + timedelta(days=14)
    client.post(path("give"), {**values, "valid_until": ends.isoformat()})
    assert Delegation.objects.get(person=eva).valid_until == ends


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"email": ""}, "Write the address."),
        ({"email": "nobody@example.org"}, "Nobody has an account with this address."),
        ({"permission": ""}, "Choose what they may do."),
        ({"permission": "manager"}, "Choose what they may do."),
        ({"permission": "office"}, "Choose what they may do."),
        ({"valid_from": "2020-01-01"}, "Choose today or a day to come."),
        ({"valid_until": "2020-01-01"}, "The last day lies before the first."),
        ({"reason": " "}, "Write why."),
        ({"reason": "Patient 850101-1236."}, "Take out the personal identity number."),
        ({"email": "cecilia@example.org"}, "Nobody gives themselves a permission."),
    ],
)
def test_a_fault_is_told_and_nothing_typed_is_lost(
    cecilia: User, ada: User, values: dict[str, str], says: str
) -> None:
    sent = told(email="ada@example.org")
    answered = inside(cecilia).post(path("give"), {**sent, **values})
    html = answered.content.decode()
    assert says in html
    assert values.get("reason", "Skriver CRS-kursen.").strip() in html
    assert Delegation.objects.exclude(person=cecilia).count() == 0


def test_giving_asks_who_sits_there_and_keeps_what_was_typed(cecilia: User, ada: User) -> None:
    client = Client()
    client.force_login(cecilia)
    asked = client.post(path("give_to", ada.uid), told())
    assert "/accounts/reauthenticate/" in asked["Location"]
    client.post(asked["Location"], {"password": "correct horse"})
    assert Delegation.objects.get(person=ada).reason == "Skriver CRS-kursen."


def test_a_manager_ends_a_permission(cecilia: User, bo: User) -> None:
    right, client = Delegation.objects.get(person=bo), inside(cecilia)
    yesterday = clock.day(clock.now()) - timedelta(days=1)
    values = {"ended_on": yesterday.isoformat(), "reason": "Slutat"}
    assert client.post(path("end", right.pk), {**values, "reason": ""}).status_code == 200
    assert client.post(path("end", right.pk), values).status_code == 302
    assert not Delegation.objects.in_force(at=clock.now()).filter(person=bo).exists()
    assert client.post(path("end", right.pk), values).status_code == 404


def test_the_office_appoints_managers_and_sees_no_member(ada: User, eva: User) -> None:
    home.delegation(eva, P.OFFICE, None)
    client = inside(eva)
    page = words(client.get(PEOPLE))
    assert "Ada Lind" not in page
    assert client.get(path("person", ada.uid)).status_code == 404
    client.post(path("give"), told(email="ada@example.org", permission="manager"))
    assert Delegation.objects.get(person=ada).permission == "manager"
    assert "Ada Lind" in words(client.get(PEOPLE))
    refused = client.post(path("give"), told(email="ada@example.org", permission="educator"))
    assert refused.status_code == 200


def test_people_are_narrowed_by_unit_and_role(cecilia: User, ada: User) -> None:
    page = words(inside(cecilia).get(f"{PEOPLE}?role=nurse"))
    listed = page.partition("Who belongs here")[2]
    assert "Ada Lind" in listed
    assert "Cecilia Berg" not in listed
    assert inside(cecilia).get(f"{PEOPLE}?role=nobody&unit=x&page=-1").status_code == 200


@translation.override("en")
def test_what_a_person_sees_is_asked_not_known(cecilia: User, ada: User, bo: User) -> None:
    at = clock.now()
    said = " ".join(abilities.of(cecilia, at))
    assert "Sees 2 other people of Uppsala ATMP" in said
    assert "Gives and ends in Uppsala" in said
    home.member(home.person("ny@example.org", "Ny"), home.center())
    assert "Sees 3 other people" in " ".join(abilities.of(cecilia, at))
    assert "no other person" in " ".join(abilities.of(ada, at))
    right = Delegation.objects.get(person=cecilia)
    yesterday = clock.day(at) - timedelta(days=1)
    actions.end_delegation(delegation=right, ended_on=yesterday, reason="", at=at, by=None)
    assert abilities.of(cecilia, at) == abilities.of(ada, at)
    ada.is_active = False
    assert abilities.of(ada, at) == []


def test_the_page_of_a_person_says_it_in_words(cecilia: User, bo: User) -> None:
    page = words(inside(cecilia).get(path("person", bo.uid)))
    assert "What this person may do and see" in page
    assert "Takes open courses and courses for staff" in page
    assert "Writes courses and questions" in page


def count(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_list_costs_the_same_with_20_and_with_200_people(cecilia: User) -> None:
    client = inside(cecilia)
    home.home_page()
    for _time in range(2):  # what is kept in memory is known from here on
        count(client, PEOPLE)
    counts = []
    for first, last in ((0, 20), (20, 200)):
        for number in range(first, last):
            person = home.person(f"p{number}@example.org", f"Person {number}")
            home.member(person, home.center())
            if number % 5 == 0:
                home.delegation(person, P.EDUCATOR, home.center())
        counts.append(count(client, PEOPLE))
    assert counts[1] <= counts[0]
    assert counts[0] <= 20
