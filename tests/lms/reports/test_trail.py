"""The trail: every change leaves an entry, and a manager reads those of the own center only."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from certificates import actions as certificates
from certificates.models import Certificate
from courses import actions as courses_actions
from courses.models import Course
from home.centers import actions as centers
from home.centers.models import Delegation, Membership
from lms.core import clock, events
from lms.core.append_only import AppendOnly
from lms.core.models import Event
from lms.learning import actions as learning_actions
from lms.reports import sheets
from lms.reports.models import Entry
from lms.users.actions import ask_for_factor
from lms.users.models import User
from tests.factories import courses, home, learning
from tests.lms.users import steps

pytestmark = pytest.mark.django_db
AT = learning.AT
UPPSALA, SKANE, OFFICE = "/en/centers/uppsala/trail/", "/en/centers/skane/trail/", "/en/trail/"


@pytest.fixture
def olof(db: None) -> User:
    """Of the network office."""
    user = home.person("olof@example.org", "Olof Nord")
    home.delegation(user, Delegation.Permission.OFFICE, None)
    return user


def _page(reader: User, address: str = UPPSALA, /, **asked: Any) -> Any:
    client = Client()
    client.force_login(reader)
    return client.get(address, asked)


def _lines(reader: User, address: str = UPPSALA, /, **asked: Any) -> list[tuple[str, str]]:
    """What happened to whom, newest first."""
    answer = _page(reader, address, **asked)
    assert answer.status_code == 200
    return [(line.what, line.person) for line in answer.context["sheet"].lines]


# --- Every change leaves an entry ----------------------------------------------------------


def _join(ada: User, by: User) -> None:
    centers.add_member(
        person=ada,
        center=home.center("uppsala"),
        job_role=home.job_role("physician"),
        started_on=date(2025, 1, 1),
        at=AT,
        by=by,
    )


def _leave_center(ada: User, by: User) -> None:
    centers.end_membership(
        membership=Membership.objects.get(person=ada),
        ended_on=date(2025, 5, 1),
        reason="Moved.",
        at=AT,
        by=by,
    )


def _grant(ada: User, by: User) -> Delegation:
    return centers.grant(
        person=ada,
        permission=Delegation.Permission.EDUCATOR,
        center=home.center("uppsala"),
        valid_from=date(2025, 1, 1),
        at=AT,
        by=by,
        reason="Writes courses.",
    )


def _end_grant(ada: User, by: User) -> None:
    centers.end_delegation(
        delegation=_grant(ada, by), ended_on=date(2025, 6, 1), reason="Done.", at=AT, by=by
    )


def _enroll(ada: User, by: User) -> None:
    learning.enrolled(ada)


def _finish(ada: User, by: User) -> None:
    learning.finished(ada)


def _withdraw(ada: User, by: User) -> None:
    learning_actions.withdraw(enrollment=learning.enrolled(ada), at=AT)


def _upgrade(ada: User, by: User) -> None:
    enrollment = learning.enrolled(ada, learning.course())
    learning.release(enrollment.course, learning.rows(enrollment))
    learning_actions.upgrade(enrollment=enrollment, at=AT)


def _revoke(ada: User, by: User) -> None:
    learning.finished(ada)
    certificates.revoke(certificate=Certificate.objects.get(), by=by, at=AT, reason="Mixed up.")


def _replace(ada: User, by: User) -> None:
    learning.finished(ada)
    certificates.replace(
        certificate=Certificate.objects.get(),
        by=by,
        at=AT,
        reason="Misspelt.",
        holder_name="Ada Lindh",
    )


def _settings(ada: User, by: User) -> None:
    courses_actions.set_live_facts(course=learning.course(), by=by, at=AT, access="staff")


def _retire(ada: User, by: User) -> None:
    courses_actions.retire(
        course=learning.course(), by=by, at=AT, on=date(2025, 6, 9), reason="Out of date."
    )


def _release(ada: User, by: User) -> None:
    courses.released("ny", center=home.center("uppsala"))


CHANGES: list[tuple[Callable[[User, User], Any], str, dict[str, Any]]] = [
    (_join, "center.member_added", {"started_on": [None, "2025-01-01"]}),
    (_leave_center, "membership.ended", {"ended_on": [None, "2025-05-01"]}),
    (_grant, "delegation.granted", {"permission": "educator", "valid_from": [None, "2025-01-01"]}),
    (_end_grant, "delegation.ended", {"valid_until": [None, "2025-06-01"]}),
    (_enroll, "enrollment.opened", {"status": [None, "active"]}),
    (_withdraw, "enrollment.withdrawn", {"status": ["active", "withdrawn"]}),
    (_upgrade, "enrollment.upgraded", {}),
    (_finish, "lesson.completed", {}),
    (_finish, "attempt.started", {}),
    (_finish, "attempt.submitted", {"passed": True}),
    (_finish, "course.completed", {}),
    (_finish, "certificate.issued", {}),
    (_revoke, "certificate.revoked", {}),
    (_replace, "certificate.issued", {}),
    (_settings, "course.facts_changed", {"access": ["open", "staff"]}),
    (_retire, "course.retired", {}),
    (_release, "course.released", {}),
]
WITH_REASON = {
    *("membership.ended", "delegation.granted", "delegation.ended"),
    *("certificate.revoked", "course.retired"),
}


@pytest.mark.parametrize(
    ("change", "name", "facts"),
    CHANGES,
    # The same in each test process.
    ids=[f"{change.__name__}-{name}" for change, name, _facts in CHANGES],
)
def test_every_change_leaves_an_entry(
    ada: User, cecilia: User, change: Callable[[User, User], Any], name: str, facts: dict[str, Any]
) -> None:
    change(ada, cecilia)
    entry = Event.objects.filter(name=name).latest("pk")
    assert {key: entry.data[key] for key in facts} == facts
    assert bool(entry.reason) is (name in WITH_REASON or change is _replace)
    assert entry.person_id or entry.center_id
    if name.startswith(("enrollment.", "attempt.", "lesson.", "certificate.", "course.completed")):
        assert (entry.person_id, entry.center_id) == (ada.pk, None)
    else:
        assert entry.center_id == home.center("uppsala").pk
    if change in {_leave_center, _grant, _end_grant, _revoke, _settings, _retire}:
        assert entry.actor_id == cecilia.pk


@pytest.mark.parametrize("change", [change for change, _name, _facts in CHANGES])
def test_the_trail_names_people_by_ids_only(
    ada: User, cecilia: User, change: Callable[[User, User], Any]
) -> None:
    change(ada, cecilia)
    for entry in Event.objects.all():
        said = str(entry.data).lower()
        assert not any(word in said for word in ("lind", "cecilia", "berg", "@")), said


# --- Who reads it --------------------------------------------------------------------------


def test_a_manager_reads_what_members_did_and_nothing_of_another_center(
    ada: User, cecilia: User, david: User
) -> None:
    learning.finished(ada)
    learning.enrolled(home.person("dan@example.org", "Dan Berg"), learning.course("other"))
    assert ("Completed the course", "Ada Lind") in _lines(cecilia)
    assert {person for _what, person in _lines(cecilia, kind="learning")} == {"Ada Lind"}
    assert _lines(david, SKANE) == []
    assert not Entry.objects.visible_to(david, clock.now()).exists()


@pytest.mark.parametrize("end", ["", "trail.csv"])
def test_others_find_no_trail(ada: User, cecilia: User, david: User, olof: User, end: str) -> None:
    home.center("skane")
    for person in (ada, david, olof):
        assert _page(person, UPPSALA + end).status_code == 404
    for person in (ada, cecilia, david):
        assert _page(person, OFFICE + end).status_code == 404
    assert _page(cecilia, SKANE + end).status_code == 404
    assert _page(cecilia, "/en/centers/none/trail/" + end).status_code == 404
    assert Client().get(UPPSALA + end).status_code == 302
    assert "no-store" in _page(cecilia)["Cache-Control"]


def test_a_manager_of_a_unit_and_one_whose_time_is_over_find_no_trail(ada: User) -> None:
    yesterday = clock.day(clock.now()) - timedelta(days=1)
    home.delegation(ada, Delegation.Permission.MANAGER, home.center("uppsala"), until=yesterday)
    assert _page(ada).status_code == 404


def test_what_somebody_did_before_and_after_belongs_to_others(cecilia: User) -> None:
    person = home.person("eva@example.org", "Eva Ström")
    home.member(person, home.center("uppsala"), since=date(2025, 6, 1), until=date(2025, 6, 30))
    for number, day in enumerate((-10, 0, 30)):
        course = learning.course(f"course-{number}")
        learning.enrolled(person, course, at=AT + timedelta(days=day))
    assert [entry.at for entry in Entry.objects.of_center(home.center(), clock.now())] == [AT]


def test_the_center_that_keeps_a_course_does_not_see_learners_of_others(
    cecilia: User, eva: User
) -> None:
    learning.enrolled(eva, learning.course())  # kept by Uppsala
    assert _lines(cecilia) == []


def test_the_office_reads_roles_courses_and_certificates_but_nobodys_learning(
    ada: User, cecilia: User, olof: User
) -> None:
    _revoke(ada, cecilia)
    _grant(ada, cecilia)
    _settings_of = Course.objects.get()
    courses_actions.set_live_facts(course=_settings_of, by=cecilia, at=AT, access="staff")
    read = {what for what, _person in _lines(olof, OFFICE)}
    assert read >= {"Certificate withdrawn", "Role given", "Course settings changed"}
    assert read.isdisjoint({"Enrolled", "Handed in a quiz", "Completed the course"})


def test_what_a_center_reads_its_manager_may_see(ada: User, cecilia: User) -> None:
    learning.finished(ada)
    _grant(ada, cecilia)
    at = clock.now()
    of_center = set(Entry.objects.of_center(home.center(), at))
    assert of_center == set(Entry.objects.visible_to(cecilia, at))


# --- The page ------------------------------------------------------------------------------


def test_it_can_be_narrowed(ada: User, cecilia: User) -> None:
    learning.finished(ada)
    _grant(home.person("bo@example.org", "Bo Ek"), cecilia)
    assert _lines(cecilia, kind="role") == [("Role given", "Bo Ek")]
    assert {person for _what, person in _lines(cecilia, person=ada.pk)} == {"Ada Lind"}
    learnt = _lines(cecilia, kind="learning")
    assert _lines(cecilia, kind="learning", since="2025-06-10") == []
    assert _lines(cecilia, kind="learning", until="2025-06-08") == []
    day = {"since": "2025-06-09", "until": "2025-06-09"}
    assert _lines(cecilia, kind="learning", **day) == learnt


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"since": "last week"}, "Write the day as 2026-11-23"),
        ({"since": "2025-06-09", "until": "2025-06-01"}, "The last day lies before the first"),
        ({"kind": "all of it"}, "Choose a kind of the list"),
        ({"person": "1 OR 1=1"}, "Choose a person of the list"),
    ],
)
def test_what_cannot_be_asked_is_said_at_the_field(
    ada: User, cecilia: User, asked: dict[str, str], sentence: str
) -> None:
    learning.finished(ada)
    answer = _page(cecilia, **asked)
    assert sentence in answer.content.decode()
    assert answer.context["sheet"].lines == []


def test_names_facts_and_reasons_are_readable_in_both_languages(ada: User, cecilia: User) -> None:
    _grant(ada, cecilia)
    _leave_center(ada, cecilia)
    text = _page(cecilia).content.decode()
    for said in ("Role: educator", "Last day: 2025-05-01", "Moved.", "Cecilia Berg"):
        assert said in text
    assert _page(cecilia, "/sv/centers/uppsala/trail/").status_code == 200


def test_a_change_is_told_with_both_values(cecilia: User) -> None:
    _settings(cecilia, cecilia)
    assert (
        "Access: anyone with an account → staff of the centers" in _page(cecilia).content.decode()
    )


def test_it_has_pages(ada: User, cecilia: User) -> None:
    subject = learning.enrolled(ada, learning.course())
    for _number in range(60):
        events.record("enrollment.upgraded", subject=subject, at=AT)
    assert len(_lines(cecilia)) == 50
    assert len(_lines(cecilia, page=2)) == 11
    assert 'rel="next"' in _page(cecilia).content.decode()
    assert _lines(cecilia, page=3) == []
    for odd in ("0", "-1", "x", "9" * 30, "٣"):
        assert len(_lines(cecilia, page=odd)) == 50


def _statements(person: User, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert _page(person, address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("address", [UPPSALA, UPPSALA + "trail.csv"])
def test_as_many_statements_for_many_entries_as_for_few(cecilia: User, address: str) -> None:
    def happen(count: int) -> None:
        for number in range(count):
            person = home.person(f"p{count}-{number}@example.org", f"P {number}")
            home.member(person, home.center("uppsala"))
            learning.finished(person, learning.course(f"c{count}-{number}", quiz=courses.quiz()))
            _grant(person, cecilia)

    happen(1)
    few = _statements(cecilia, address)
    happen(4)
    assert _statements(cecilia, address) == few
    assert few <= 30, address


def test_the_account_leads_there_and_nobody_else_sees_a_link(
    ada: User, cecilia: User, olof: User
) -> None:
    def links(person: User, method: str = "mfa") -> set[str]:
        client = Client()
        client.force_login(person)
        steps.prove(client, person, method)
        text = client.get("/en/account/").content.decode()
        return {address for address in (UPPSALA, SKANE, OFFICE) if f'href="{address}"' in text}

    assert (links(ada), links(cecilia), links(olof)) == (set(), {UPPSALA}, {OFFICE})
    assert links(cecilia, "password") == set()
    ask_for_factor(person=cecilia, at=clock.now())
    assert links(cecilia, "password") == {UPPSALA}


# --- The file ------------------------------------------------------------------------------


def test_the_file_holds_all_that_is_shown_and_no_formula(ada: User, cecilia: User) -> None:
    learning.finished(ada)
    certificates.revoke(
        certificate=Certificate.objects.get(), by=cecilia, at=AT, reason="=HYPERLINK(1)"
    )
    answer = _page(cecilia, UPPSALA + "trail.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert len(rows) == Entry.objects.of_center(home.center(), clock.now()).count()
    assert rows[0]["Event"] == "certificate.revoked"
    assert rows[0]["When"] == "2025-06-09T15:32:00+02:00"
    assert rows[0]["Why"] == "'=HYPERLINK(1)"
    assert (rows[0]["By"], rows[0]["Person"]) == ("Cecilia Berg", "Ada Lind")
    assert answer["Content-Disposition"] == 'attachment; filename="trail.csv"'


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_a_cell_is_never_a_formula(cell: str) -> None:
    assert sheets.inert(cell) == f"'{cell}"
    assert sheets.inert("plain") == "plain"


# --- Written once --------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement", ["UPDATE core_event SET name = 'x'", "DELETE FROM core_event"]
)
def test_sql_cannot_change_the_trail(ada: User, statement: str) -> None:
    learning.finished(ada)
    with (
        pytest.raises(DatabaseError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Event.objects.exists()


@pytest.mark.postgres
def test_every_table_that_is_written_once_is_guarded() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'written_once'"
        )
        guarded = {name for (name,) in cursor.fetchall()}
    kinds = [kind for kind in AppendOnly.__subclasses__() if not kind._meta.abstract]
    assert {kind._meta.db_table for kind in kinds} == guarded
