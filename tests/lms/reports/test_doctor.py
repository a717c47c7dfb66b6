"""The doctor names what is wrong, says what to do, and is silent about what is right."""

import json
import smtplib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from lms.core import clock, events
from lms.core.models import Job
from lms.reports import health
from lms.reports.doctor import Finding, configuration, machine, services
from lms.reports.doctor.configuration import Configuration
from lms.reports.doctor.finding import Level
from lms.users.models import User

SOUND = Configuration(
    production=True,
    demo=False,
    debug=False,
    secret_key="".join(map(chr, range(48, 108))),
    site_url="https://learning.example",
    hosts=("learning.example",),
    proxies=1,
    web_workers=2,
    sqlite=False,
    shared_cache=True,
    mail_leaves=True,
    mail_from="ATMP Learning <learning@learning.example>",
)


def _wrong(findings: Any) -> set[str]:
    return {finding.subject for finding in findings if finding.level == Level.ACT}


def test_sound_settings_leave_nothing_to_do() -> None:
    assert _wrong(configuration.judge(SOUND)) == set()


@pytest.mark.parametrize(
    ("change", "subject"),
    [
        ({"demo": True}, "environment"),
        ({"debug": True}, "environment"),
        ({"secret_key": "short"}, "secret key"),
        ({"secret_key": "a" * 60}, "secret key"),
        ({"site_url": "http://learning.example"}, "address"),
        ({"site_url": "http://localhost:8000"}, "address"),
        ({"proxies": 0}, "proxy"),
        ({"hosts": ("learning.example", "*")}, "hosts"),
        ({"sqlite": True}, "web processes"),
        ({"shared_cache": False}, "cache"),
        ({"mail_leaves": False}, "mail settings"),
        ({"mail_from": "ATMP Learning <no-reply@localhost>"}, "mail settings"),
    ],
)
def test_each_unsound_setting_is_named(change: dict[str, Any], subject: str) -> None:
    assert _wrong(configuration.judge(replace(SOUND, **change))) == {subject}


def test_development_on_one_machine_needs_nothing() -> None:
    told = replace(
        SOUND,
        production=False,
        secret_key="x",
        site_url="http://localhost:8000",
        proxies=0,
        web_workers=1,
        mail_leaves=False,
    )
    assert _wrong(configuration.judge(told)) == set()


def _services(at: datetime | None = None) -> dict[str, Finding]:
    found = list(services.ask(at=at or clock.now()))
    return {finding.subject: finding for finding in found}


@pytest.mark.django_db
def test_a_sound_database_leaves_nothing_to_do() -> None:
    assert _wrong(_services().values()) == set()


def _old_job(at: datetime) -> None:
    then = at - timedelta(hours=1)
    Job.objects.create(kind="note", key="old", created_at=then, run_after=then)


def _dead_job(at: datetime) -> None:
    Job.objects.create(kind="note", key="dead", state="dead", created_at=at, run_after=at)


def _event_to_come(at: datetime) -> None:
    person = User.objects.create_user("ada@example.org", display_name="Ada Lind")
    events.record("person.profile_changed", subject=person, at=at + timedelta(days=1))


def _unapplied(at: datetime) -> None:
    MigrationRecorder(connection).record_unapplied("notifications", "0002_initial")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("damage", "subject"),
    [
        (_old_job, "waiting jobs"),
        (_dead_job, "dead jobs"),
        (_event_to_come, "clock"),
        (_unapplied, "tables"),
    ],
)
def test_what_is_wrong_in_the_database_is_named(
    damage: Callable[[datetime], None], subject: str
) -> None:
    damage(clock.now())
    found = _services()
    assert _wrong(found.values()) == {subject}
    assert found[subject].todo.endswith(".")


@pytest.mark.django_db
def test_a_clock_apart_from_that_of_the_database_is_named() -> None:
    assert "clock" in _wrong(_services(clock.now() + timedelta(minutes=1)).values())


@pytest.mark.django_db
def test_the_doctor_writes_nothing() -> None:
    with CaptureQueriesContext(connection) as asked:
        _services()
    verbs = {query["sql"].split()[0] for query in asked.captured_queries}
    assert verbs <= {"SELECT"}


@pytest.mark.django_db
def test_a_mail_server_that_refuses_is_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MAIL_DELIVERY = {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "mail.example", "port": 587, "timeout": 20},
    }

    def refuse(*_args: Any, **_options: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(smtplib, "SMTP", refuse)
    mail = _services()["mail"]
    assert (mail.level, mail.found) == (
        Level.ACT,
        "mail.example does not take mail: ConnectionRefusedError.",
    )


def test_a_full_disk_and_missing_static_files_are_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    monkeypatch.setattr(health, "DISK_LIMIT", 2**62)
    assert {"disk of the media", "static files"} <= _wrong(machine.look())


def test_missing_fonts_are_named_and_spare_the_renderer(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "static" / "css" / "app.css").write_text('url("../vendor/fonts/none.woff2")')
    settings.PROJECT_DIR = tmp_path
    assert machine.missing_fonts() == ["vendor/fonts/none.woff2"]


@pytest.mark.slow
def test_the_renderer_draws_where_fonts_are() -> None:
    if machine.missing_fonts():
        pytest.skip("no fonts here: script/setup brings them")
    assert "renderer" not in _wrong(machine.look())


@pytest.mark.django_db
def test_the_command_fails_when_something_must_be_done() -> None:
    _dead_job(clock.now())
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert told["healthy"] is False
    assert {"subject", "level", "found", "todo"} == told["findings"][0].keys()
    text = StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", stdout=text)
    assert "→ Look with manage.py jobs" in text.getvalue()
