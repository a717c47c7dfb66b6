"""Commands that report: their figures, and that verification finds what was broken."""

import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from certificates.models import CertificateFile
from lms.core import clock, events
from lms.learning.models import Completion, Enrollment
from lms.reports import routes
from lms.reports.verification import breaches
from lms.users.models import User
from tests.factories import learning

pytestmark = pytest.mark.django_db


def _told(command: str, *args: str) -> Any:
    out = StringIO()
    call_command(command, *args, "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def finished(ada: User) -> Completion:
    enrollment = learning.finished(ada)
    # The factory freezes a version without releasing it.
    events.record("course.released", subject=enrollment.version, at=learning.AT)
    return Completion.objects.get(enrollment=enrollment)


def test_the_ledger_counts_what_is_recorded(finished: Completion) -> None:
    figures = _told("ledger")
    assert figures["completions"] == {"earned": 1}
    assert figures["enrollments"] == {"completed": 1}
    assert figures["certificates"][0]["evidence"] == f"completion:{finished.pk}"
    assert figures["jobs"]["oldest_open_at"] is not None


def test_verify_is_silent_when_all_adds_up(finished: Completion) -> None:
    assert _told("verify", "--files") == {"breaches": []}


def _unfinish(row: Completion) -> None:
    Enrollment.objects.filter(completion=row).update(status="active")


def _sql(statement: str) -> Callable[[Completion], None]:
    def run(row: Completion) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                # Whoever owns the server can do what the triggers refuse to everybody else.
                cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(statement)
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL session_replication_role = origin")

    return run


def _forge(row: Completion) -> None:
    certificate = row.learner.certificates.get()
    CertificateFile.objects.create(
        certificate=certificate, language="sv", pdf=b"x", sha256="0" * 64, drawn_at=clock.now()
    )


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (_unfinish, "is active, completed: True"),
        (_sql("UPDATE learning_progress SET done_at = NULL"), "the rule holds: False"),
        (_sql("UPDATE certificates_certificate SET evidence_key = 'x'"), "has no certificate"),
        (_sql("DELETE FROM core_event WHERE name = 'course.completed'"), "in the trail"),
        (_sql("DELETE FROM core_event WHERE name = 'enrollment.opened'"), "no enrollment.opened"),
        (_sql("UPDATE core_event SET person_id = 0"), "another person at course.completed"),
        (_forge, "was changed"),
    ],
)
def test_verify_names_each_breach_and_fails(
    finished: Completion, damage: Callable[[Completion], None], sentence: str
) -> None:
    damage(finished)
    assert any(sentence in breach for breach in breaches(files=True))
    with pytest.raises(SystemExit):
        _told("verify", "--files")


def test_every_named_action_has_an_address() -> None:
    found = {row["name"]: row["url"] for row in _told("routes")["routes"]}
    assert found["enroll"] == "/{language}/courses/{key}/enroll/"
    assert found["quiz_save"] == "/{language}/attempts/{attempt}/{number}/answer/"
    assert found["verify"].endswith("verify/{code}/")
    assert found.keys() >= routes.ACTIONS.keys()
