"""The drill: a backup of a running installation, restored elsewhere, on both databases."""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from pytest_django import Settings

from certificates import actions as certificates
from certificates.models import Certificate
from home import actions as home_actions
from lms.core import clock, events, jobs
from lms.core.models import Job
from lms.reports.backup import Refused, again, archive, back_up, postgres, restore, sqlite
from lms.settings.environment import PROJECT_DIR
from lms.users.models import User
from tests.factories import courses, home, learning

STATE = """
import json, django
django.setup()
from django.contrib.sessions.models import Session
from certificates.models import Certificate
rows = Certificate.objects.values_list("code", "revocation__reason").order_by("code")
print(json.dumps({"codes": list(rows), "sessions": Session.objects.count()}))
"""


def _silent(_text: str) -> None: ...


@dataclass(frozen=True)
class Place:
    """Another installation, where commands run in processes of their own."""

    url: str
    folder: Path

    def run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        told = {
            "DATABASE_URL": self.url,
            "VAR_DIR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "lms.settings.main",
            "CELERY_BROKER_URL": "",
            "CACHE_URL": "",
        }
        return subprocess.run(
            [sys.executable, *command],
            cwd=PROJECT_DIR,
            env={**os.environ, **told},
            capture_output=True,
            text=True,
            check=False,
        )

    def manage(self, *command: str) -> Any:
        """What a command says as JSON."""
        done = self.run("manage.py", *command, "--json")
        assert done.stdout, done.stderr
        return json.loads(done.stdout)

    def state(self) -> Any:
        done = self.run("-c", STATE)
        return json.loads(done.stdout)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """An empty one, on the kind of database that the tests run on."""
    if connection.vendor == "sqlite":
        yield Place(f"sqlite:///{tmp_path / 'there' / 'db.sqlite3'}", tmp_path / "there")
        return
    told, name = connection.settings_dict, f"restored_{uuid.uuid4().hex[:8]}"
    server = f"postgresql://{told['USER']}@{told['HOST']}:{told['PORT']}"
    with closing(psycopg.connect(f"{server}/{told['NAME']}", autocommit=True)) as wire:
        wire.execute(f"CREATE DATABASE {name}")
        yield Place(f"{server}/{name}", tmp_path / "there")
        wire.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def media(settings: Settings, tmp_path: Path) -> Path:
    folder = tmp_path / "here" / "media"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "cell.png").write_bytes(b"pixels")
    settings.MEDIA_ROOT = folder
    return folder


def _installation() -> list[Certificate]:
    """Two certificates, one of them revoked and drawn; mail waits, and somebody is signed in."""
    people = [home.person(f"{name}@example.org", name.title()) for name in ("ada", "eva")]
    course = learning.course(quiz=courses.quiz())
    for person in people:
        learning.finished(person, course)
    # The factory freezes a version without releasing it.
    events.record("course.released", subject=course.current, at=learning.AT)  # type: ignore[arg-type]
    kept, revoked = Certificate.objects.order_by("holder")
    at = clock.now()
    certificates.store_drawing(certificate=revoked, language="sv", pdf=b"%PDF-1.7", at=at)
    certificates.revoke(certificate=revoked, by=None, at=at, reason="Mixed up.")
    home_actions.report_page(path="/sv/", text="Fel.", reply_to="", owner=home.center(), at=at)
    EmailMessage("Välkommen", "Hej", to=["ada@example.org"]).send()
    Client().force_login(people[0])
    return [kept, revoked]


@pytest.mark.django_db(transaction=True)
def test_everything_comes_back_and_nothing_is_mailed_again(
    media: Path, place: Place, tmp_path: Path
) -> None:
    kept, revoked = _installation()
    file = tmp_path / "kept.backup"
    out = StringIO()
    call_command("backup", str(file), "--json", stdout=out)
    assert json.loads(out.getvalue())["database"] == connection.vendor
    before = StringIO()
    call_command("ledger", "--json", stdout=before)

    told = place.manage("restore", str(file))

    assert (told["files"], told["held_jobs"] > 0) == (1, True)
    assert (place.folder / "media" / "images" / "cell.png").read_bytes() == b"pixels"
    here, there = json.loads(before.getvalue()), place.manage("ledger")
    assert {**there, "jobs": None} == {**here, "jobs": None}
    state = place.state()
    assert state["sessions"] == 0
    assert dict(state["codes"]) == {kept.code: None, revoked.code: "Mixed up."}
    assert place.manage("verify", "--files") == {"breaches": []}
    _nothing_is_sent(place)
    # A second time there is something to lose.
    refused = place.run("manage.py", "restore", str(file))
    assert refused.returncode == 1
    assert "The database is not empty." in refused.stderr


def _nothing_is_sent(place: Place) -> None:
    place.manage("work", "--once")
    assert list(place.folder.glob("mail/*")) == []
    held = [row["kind"] for row in place.manage("jobs")["held"]]
    assert {"mail.compose", "mail.deliver", "event.handle"} == set(held)
    key = next(r["key"] for r in place.manage("jobs")["held"] if r["kind"] == "mail.deliver")
    # Whoever knows better may send one after all.
    assert place.manage("jobs", "--retry", key)["revived"] == 1
    place.manage("work", "--once")
    assert len(list(place.folder.glob("mail/*.eml"))) == 1


@pytest.mark.django_db
def test_only_jobs_that_stay_in_the_database_go_on(ada: User) -> None:
    names = [
        ("certificate.draw", "certificate.draw:1"),
        ("event.handle", "event:1:courses.handlers.recompute_rights"),
        ("event.handle", "event:1:home.handlers.tell_the_owner"),
        ("mail.deliver", "deliver:1"),
        ("judged.by.nobody", "x"),
    ]
    at = clock.now()
    for kind, key in names:
        Job.objects.create(kind=kind, key=key, created_at=at, run_after=at)
    Job.objects.create(kind="mail.deliver", key="sent", state="done", created_at=at, run_after=at)
    with connection.cursor() as cursor:
        for statement in again.statements():
            cursor.execute(statement)
    assert dict(Job.objects.values_list("key", "state")) == {
        "certificate.draw:1": "queued",
        "event:1:courses.handlers.recompute_rights": "queued",
        "event:1:home.handlers.tell_the_owner": "held",
        "deliver:1": "held",
        "x": "held",
        "sent": "done",
    }


def test_what_goes_on_after_a_restore_exists() -> None:
    assert set(jobs._handlers) >= again.KINDS
    handlers = {path for found in events._handlers.values() for path in found}
    assert handlers >= again.HANDLERS


@pytest.mark.django_db
def test_a_place_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="database is not empty"):
        restore(path=tmp_path / "whatever", say=_silent)


@pytest.mark.django_db
def test_no_file_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "kept").touch()
    with pytest.raises(CommandError, match="Choose another name"):
        call_command("backup", str(tmp_path / "kept"))
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("backup", str(tmp_path / "no" / "kept"))


@pytest.mark.django_db
def test_a_backup_among_the_files_it_holds_is_refused(media: Path) -> None:
    with pytest.raises(Refused, match="among the files"):
        back_up(path=media / "kept", at=clock.now(), say=_silent)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"database": "oracle"}, "The backup is of oracle, this installation uses sqlite."),
        ({"migrations": ["core.9999_later"]}, "whose table change core.9999_later this version"),
        ({}, "The database is damaged"),
    ],
)
def test_what_does_not_fit_leaves_the_place_empty(
    tmp_path: Path, facts: dict[str, Any], sentence: str
) -> None:
    place = Place(f"sqlite:///{tmp_path / 'there' / 'db.sqlite3'}", tmp_path / "there")
    (tmp_path / "dump").write_bytes(gzip.compress(b"no database"))
    (tmp_path / "image").write_bytes(b"pixels")
    with archive.writing(tmp_path / "kept.backup", _silent) as writer:
        writer.add("database", tmp_path / "dump")
        writer.add("media/cell.png", tmp_path / "image")
        writer.finish({"product": "1", "database": "sqlite", "migrations": [], **facts})
    done = place.run("manage.py", "restore", str(tmp_path / "kept.backup"))
    assert done.returncode == 1
    assert sentence in done.stderr
    assert list(place.folder.glob("media/*")) == []
    with closing(sqlite3.connect(place.folder / "db.sqlite3")) as left:
        assert left.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    assert list(place.folder.glob(".*unfinished")) == []


@pytest.mark.django_db(transaction=True)
def test_a_backup_holds_one_moment_while_people_write(media: Path, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("pg_dump reads in one transaction")
    done = threading.Event()

    def write() -> None:
        number = 0
        with closing(connection):
            while not done.is_set():
                number += 1
                with transaction.atomic():
                    for half in ("a", "b"):
                        jobs.enqueue("note", key=f"{number}{half}", at=learning.AT)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        sqlite.dump(tmp_path / "dump", _silent)
    finally:
        done.set()
        writer.join()
    (tmp_path / "copy").write_bytes(gzip.decompress((tmp_path / "dump").read_bytes()))
    with closing(sqlite3.connect(tmp_path / "copy")) as copy:
        (count,) = copy.execute("SELECT count(*) FROM core_job").fetchone()
    assert count % 2 == 0


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_missing_tool_of_the_servers_version_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="pg_nothing of PostgreSQL"):
        postgres.tool("pg_nothing")
