"""What is held about a person: the copy they get, and what stays when they leave."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from home.actions import state_interests
from home.centers.models import Delegation, Membership
from home.models import Interest
from lms.core import clock, events, jobs
from lms.core.models import Event, Job
from lms.learning.models import Enrollment
from lms.notifications.models import Mail, Notification
from lms.reports.backup.actions import _uploads as uploads
from lms.reports.privacy import actions
from lms.reports.privacy.kinds import PARTS
from lms.reports.privacy.models import DataCopy
from lms.users.models import User
from tests.factories import certificates, courses, home, learning
from tests.factories.users import PASSWORD, account
from tests.lms.users.doors import Doors, mails, words

AT = datetime(2025, 12, 4, 9, 30, tzinfo=UTC)
ACTORS = {"actor_id", "person_id"}


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def elin(db: None) -> User:
    """Signs in, works in Uppsala, has learnt something and has a certificate."""
    person = account(language="en")
    home.member(person, home.center("uppsala"))
    certificates.drawn(certificates.certificate(person))
    return person


@pytest.fixture
def inside(elin: User, client: Client) -> Doors:
    doors = Doors(client, "en")
    doors.by_password()
    assert doors.is_in()
    return doors


def made(person: User) -> DataCopy:
    actions.ask_for_copy(person=person, at=clock.now())
    jobs.drain()
    return DataCopy.objects.filter(person=person).latest("pk")


def read(copy: DataCopy) -> dict[str, Any]:
    """The files by name; JSON is read."""
    with default_storage.open(copy.file) as file:
        content = file.read()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: json.loads(archive.read(name)) if name.endswith(".json") else archive.read(name)
            for name in archive.namelist()
        }


def test_every_key_of_a_person_is_copied_or_left_out_with_a_reason() -> None:
    person = apps.get_model("users.User")
    keys = {
        f"{field.model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
        for field in model._meta.get_fields()
        if field.concrete and (field.related_model is person or field.name in ACTORS)
    }
    copied = {key for part in PARTS for key in part.COPIED}
    left_out = {key: reason for part in PARTS for key, reason in part.LEFT_OUT.items()}
    assert keys - copied - set(left_out) == set()
    assert not copied & set(left_out)
    assert all(len(reason) > 5 for reason in left_out.values())


def test_the_copy_holds_every_kind_and_the_papers(elin: User) -> None:
    learning.finished(elin)
    files = read(made(elin))
    kinds = (
        *("profile", "addresses", "memberships", "delegations", "enrollments", "progress"),
        *("sign_ins", "attempts", "completions", "certificates", "notices", "mails", "events"),
    )
    assert {f"{kind}.json" for kind in kinds} <= set(files)
    assert files["profile.json"][0]["email"] == "elin@example.org"
    assert files["memberships.json"][0]["center__slug"] == "uppsala"
    number = files["certificates.json"][0]["id"]
    assert files[f"certificates/{number}-sv.pdf"].startswith(b"%PDF")
    assert b"Elin Sandberg" in files["README.txt"]
    assert files["completions.json"][0]["course__code"] == "car-t"


def test_answers_are_copied_as_they_read_and_without_the_keys(elin: User) -> None:
    attempt = learning.begun(learning.enrolled(elin, learning.course(quiz=courses.quiz())))
    learning.handed_in(attempt, right=1)
    (copied,) = read(made(elin))["attempts.json"]
    assert copied["state"] == "graded"
    assert copied["answers"][0]["question"]["sv"]
    assert copied["answers"][0]["chosen"][0]["sv"]
    assert "is_right" not in json.dumps(copied)
    assert "is_correct" not in json.dumps(copied)


def test_nobody_else_stands_in_the_copy(elin: User, cecilia: User, david: User) -> None:
    events.record("role.looked_at", subject=elin, actor=cecilia, at=AT, reason="control")
    events.record("person.helped", subject=david, actor=elin, at=AT, data={"door": "secret"})
    Mail.objects.create(
        key="x", recipient=elin, kind="join_asked", to_address="elin@example.org", created_at=AT,
        subject="Cecilia Berg", text="Cecilia Berg asks",
    )  # fmt: skip
    files = read(made(elin))
    text = json.dumps({name: file for name, file in files.items() if name.endswith(".json")})
    for other in ("Cecilia", "cecilia@", "David", "david@", "secret"):
        assert other not in text
    by = {event["name"]: event for event in files["events.json"]}
    assert by["role.looked_at"]["by"] == "manager"
    assert by["person.helped"] == {
        **{key: by["person.helped"][key] for key in ("name", "at")},
        "by": "you",
        "about": "somebody else",
    }


def test_what_belongs_to_a_row_that_was_joined_is_copied_too(elin: User) -> None:
    older = home.person("old@example.org", "Elin S")
    certificates.certificate(older, key="completion:2")
    older.merged_into = elin
    older.save()
    assert len(read(made(elin))["certificates.json"]) == 2


def test_asking_twice_gives_the_same(elin: User) -> None:
    first = actions.ask_for_copy(person=elin, at=AT)
    assert actions.ask_for_copy(person=elin, at=AT) == first
    assert Job.objects.filter(kind="data.copy").count() == 1


def test_a_copy_that_failed_for_good_is_tried_again(elin: User) -> None:
    actions.ask_for_copy(person=elin, at=AT)
    Job.objects.filter(kind="data.copy").update(state=Job.State.DEAD)
    actions.ask_for_copy(person=elin, at=AT)
    assert Job.objects.get(kind="data.copy").state == Job.State.QUEUED


def test_whoever_asks_is_told_once_and_finds_it(inside: Doors, elin: User) -> None:
    assert inside.post("account/data/").status_code == 302
    assert "being made" in words(inside.get("account/data/"))
    jobs.drain()
    actions.make_copy(copy=DataCopy.objects.get(), at=clock.now())
    assert len(mails("data_ready")) == 1
    page = words(inside.get("account/data/"))
    copy = DataCopy.objects.get()
    assert f"/en/account/data/{copy.uid}.zip" in page
    reply = inside.get(f"account/data/{copy.uid}.zip")
    assert reply["Content-Disposition"] == 'attachment; filename="atmp-learning.zip"'
    assert "no-store" in reply["Cache-Control"]
    assert b"".join(reply.streaming_content).startswith(b"PK")


@pytest.mark.parametrize("place", ["account/data/", "account/close/"])
def test_a_screen_left_open_is_asked_who_sits_there(inside: Doors, place: str) -> None:
    session = inside.client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 1.0}]
    session.save()
    assert "reauthenticate" in inside.post(place)["Location"]
    assert not DataCopy.objects.exists()
    assert User.objects.get(email="elin@example.org").is_active


def test_nobody_else_fetches_it(elin: User, client: Client, david: User) -> None:
    copy = made(elin)
    client.force_login(david)
    assert client.get(f"/en/account/data/{copy.uid}.zip").status_code == 404
    client.logout()
    assert client.get(f"/en/account/data/{copy.uid}.zip").status_code == 302


def test_after_seven_days_it_is_gone(inside: Doors, elin: User) -> None:
    copy = made(elin)
    drop = Job.objects.get(key=f"drop:{copy.pk}")
    assert drop.run_after == copy.ready_at + timedelta(days=7)  # type: ignore[operator]
    DataCopy.objects.update(until=clock.now())
    assert inside.get(f"account/data/{copy.uid}.zip").status_code == 404
    jobs.run(key=drop.key, at=drop.run_after)
    assert not default_storage.exists(copy.file)
    assert DataCopy.objects.get().gone_at


def test_a_newer_copy_takes_the_place_of_the_older(elin: User) -> None:
    first, second = made(elin), made(elin)
    assert not default_storage.exists(first.file)
    assert default_storage.exists(second.file)


def test_the_number_of_statements_does_not_grow_with_events(
    elin: User, django_assert_max_num_queries: Any
) -> None:
    for _number in range(40):
        events.record("person.seen", subject=elin, actor=elin, at=AT)
    with django_assert_max_num_queries(45):
        for part in PARTS:
            for rows in part.export(elin).values():
                list(rows)


def test_closing_erases_and_shuts_every_door(inside: Doors, elin: User) -> None:
    state_interests(person=elin, job_roles=[home.job_role()], topics=[], at=AT)
    copy = made(elin)
    other = Client()
    Doors(other, "en").by_password()
    reply = inside.post("account/close/")
    assert "Your account is closed" in words(reply)
    jobs.drain()
    elin.refresh_from_db()
    assert (elin.email, elin.is_active, elin.has_usable_password()) == (None, False, False)
    assert elin.display_name == "Elin Sandberg"
    for model, key in ((Interest, "person"), (Notification, "recipient"), (Mail, "recipient")):
        assert not model.objects.filter(**{key: elin}).exists()
    assert not EmailAddress.objects.filter(user=elin).exists()
    assert not default_storage.exists(copy.file)
    assert not elin.sign_ins.exists()
    assert not inside.is_in()
    assert other.get("/en/account/").status_code == 302
    assert Event.objects.filter(name="person.account_closed", actor_id=elin.pk).count() == 1
    assert not Job.objects.dead().exists()


def test_what_the_center_has_a_duty_to_keep_stays(inside: Doors, elin: User) -> None:
    enrollment = learning.enrolled(elin)
    inside.post("account/close/")
    certificate = elin.certificates.get()
    assert Membership.objects.filter(person=elin).count() == 1
    page = words(Client().get(f"/verify/{certificate.code}/", follow=True))
    assert "Elin Sandberg" in page
    enrollment.refresh_from_db()
    assert enrollment.status == Enrollment.Status.WITHDRAWN


def test_signing_in_is_refused_afterwards_and_the_address_is_free(
    inside: Doors, client: Client
) -> None:
    inside.post("account/close/")
    fresh = Doors(Client(), "en")
    fresh.by_password()
    assert not fresh.is_in()
    assert User.objects.create_user("elin@example.org", PASSWORD, display_name="Elin").pk


def test_the_old_address_is_told_and_forgotten_a_week_later(inside: Doors) -> None:
    inside.post("account/close/")
    jobs.drain()
    (letter,) = mails("account_closed")
    assert (letter.to_address, letter.recipient) == ("elin@example.org", None)
    assert letter.sent_at
    forget = Job.objects.get(kind="data.forget_letter")
    jobs.run(key=forget.key, at=forget.run_after)
    assert not Mail.objects.filter(to_address="elin@example.org").exists()


def test_whoever_holds_a_role_hands_it_over_first(inside: Doors, elin: User) -> None:
    home.delegation(elin, Delegation.Permission.ASSESSOR, home.center("uppsala"))
    page = words(inside.get("account/close/"))
    assert "Hand these roles over first" in page
    assert "Close my account for good" not in page
    inside.post("account/close/")
    elin.refresh_from_db()
    assert elin.is_active
    with pytest.raises(actions.StillActs):
        actions.close_account(person=elin, at=clock.now())


def test_closing_twice_says_it_once(elin: User) -> None:
    for _time in range(2):
        actions.close_account(person=elin, at=clock.now())
    assert len(mails("account_closed")) == 1


def test_a_copy_that_is_made_while_one_leaves_is_thrown_away(elin: User) -> None:
    copy = actions.ask_for_copy(person=elin, at=AT)
    stale = DataCopy.objects.get(pk=copy.pk)
    actions.close_account(person=elin, at=AT)
    actions.make_copy(copy=stale, at=AT)
    assert not default_storage.exists(copy.file)
    assert not Notification.objects.exists()


def test_a_restored_installation_offers_no_file_that_is_not_there(
    inside: Doors, elin: User
) -> None:
    copy = made(elin)
    default_storage.delete(copy.file)
    assert "Your file is ready" not in words(inside.get("account/data/"))
    assert inside.get(f"account/data/{copy.uid}.zip").status_code == 404


def test_no_backup_keeps_a_copy(elin: User, tmp_path: Path) -> None:
    made(elin)
    default_storage.save("images/bag.png", ContentFile(b"x"))
    assert [file.name for file in uploads()] == ["bag.png"]
