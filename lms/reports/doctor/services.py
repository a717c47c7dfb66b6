"""What the product talks to: database, jobs, broker, cache, mail."""

import os
import uuid
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max

from lms.celery import app
from lms.core.models import Event, Job
from lms.reports import health
from lms.reports.doctor.finding import Finding, act, fine, note

DRIFT = timedelta(seconds=5)
SECONDS = 5  # for a server that does not answer


def ask(*, at: datetime) -> Iterator[Finding]:
    """Everything that can be asked; where the database is silent, only what needs none."""
    try:
        yield from _database(at)
    except DatabaseError as error:
        yield act(
            "database",
            f"It does not answer: {type(error).__name__}.",
            "Start the database and check DATABASE_URL.",
        )
    yield _cache()
    yield _broker()
    yield _mail()


def _database(at: datetime) -> Iterator[Finding]:
    pending = _pending()
    yield fine("database", f"{connection.vendor} answers.")
    if pending:
        yield act(
            "tables",
            f"{len(pending)} migrations have not run, first {pending[0]}.",
            "Make a backup, then run manage.py migrate.",
        )
        return
    yield fine("tables", "All migrations have run.")
    yield _clock(at)
    yield from _jobs(at)


def _pending() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _back in plan]


def _clock(at: datetime) -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_TIMESTAMP")
        (told,) = cursor.fetchone()
    told = datetime.fromisoformat(told) if isinstance(told, str) else told
    apart = abs(at - (told if told.tzinfo else told.replace(tzinfo=UTC)))
    if apart > DRIFT:
        return act(
            "clock",
            f"This machine and the database are {apart.total_seconds():.0f} seconds apart.",
            "Set both clocks from the same time service.",
        )
    newest = Event.objects.aggregate(newest=Max("at"))["newest"]
    if newest and newest - at > DRIFT:
        return act(
            "clock",
            f"The trail has an entry of {newest:%Y-%m-%d %H:%M} UTC, which is yet to come.",
            "Set the clock right: deadlines and certificates follow it.",
        )
    return fine("clock", "Agrees with the database and with the trail.")


def _jobs(at: datetime) -> Iterator[Finding]:
    oldest = health.oldest_due(at=at)
    if oldest and at - oldest > health.QUEUE_LIMIT:
        yield act(
            "waiting jobs",
            f"The oldest has waited for {(at - oldest) // timedelta(minutes=1)} minutes.",
            "Start the worker, or run manage.py work --once and look at what it says.",
        )
    else:
        yield fine("waiting jobs", "None has waited long.")
    dead = Job.objects.dead().count()
    if dead:
        yield act(
            "dead jobs",
            f"{dead} were given up.",
            "Look with manage.py jobs, mend the cause, then run manage.py jobs --retry all.",
        )
    else:
        yield fine("dead jobs", "None.")
    held = Job.objects.filter(state=Job.State.HELD).count()
    if held:
        yield note(
            "held jobs",
            f"{held} waited when a backup was made, and may have been done before.",
            "Look with manage.py jobs; manage.py jobs --retry KEY does one after all.",
        )


def _cache() -> Finding:
    key = f"doctor:{uuid.uuid4()}"
    with suppress(Exception):
        cache.set(key, "1", 10)
        if cache.get(key) == "1":
            return fine("cache", "Keeps what it is given.")
    return act("cache", "It does not answer.", "Start Redis and check CACHE_URL.")


def _broker() -> Finding:
    if not settings.CELERY_BROKER_URL:
        return note("broker", "There is none.", "Let manage.py work do the jobs.")
    try:
        with app.connection_for_write() as wire:
            wire.ensure_connection(max_retries=1, timeout=SECONDS)
    except Exception:  # noqa: BLE001  each transport has its own faults
        return note(
            "broker",
            "It does not answer; jobs start late, none is lost.",
            "Start it and check CELERY_BROKER_URL.",
        )
    return fine("broker", "Answers.")


def _mail() -> Finding:
    told = settings.MAIL_DELIVERY["OPTIONS"]
    if "folder" in told:
        return _mail_folder(Path(told["folder"]))
    if "host" not in told:
        return fine("mail", "Kept in memory.")
    wire = get_connection(settings.MAIL_DELIVERY["BACKEND"], **{**told, "timeout": SECONDS})
    try:
        wire.open()
        wire.close()
    except Exception as error:  # noqa: BLE001  whatever a mail server comes up with
        return act(
            "mail",
            f"{told['host']} does not take mail: {type(error).__name__}.",
            "Check MAIL_URL and the way to the mail server; waiting mail leaves by itself then.",
        )
    return fine("mail", f"{told['host']} takes mail.")


def _mail_folder(folder: Path) -> Finding:
    there = health.existing(folder)
    if os.access(there, os.W_OK):
        return fine("mail", f"Written into {folder}.")
    return act("mail", f"{there} cannot be written.", f"Give the product's user {there}.")
