"""On PostgreSQL no request reads through a table that grows with people or courses."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from lms.demo.scale.people import email
from lms.learning.models import Attempt, Enrollment
from lms.users.models import User
from tests.performance.conftest import Grow
from tests.performance.counting import statements

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
# With ten times the demo's size these hold more than 10,000 rows.
LARGE = (
    "assessments_", "certificates_certificate", "courses_lesson", "core_event", "core_job",
    "learning_", "users_user", "account_emailaddress", "centers_membership", "django_session",
)  # fmt: skip


def _scanned(node: dict[str, Any]) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan":
        yield node["Relation Name"]
    for child in node.get("Plans", ()):
        yield from _scanned(child)


def scans(sql: str) -> list[str]:
    """The large tables that a statement has no index for.

    Few rows are quicker read through than looked up, so the planner is told to do that only where
    there is no other way.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        found = cursor.fetchone()[0]
        cursor.execute("SET LOCAL enable_seqscan = on")
    plans = json.loads(found) if isinstance(found, str) else found
    return [table for table in _scanned(plans[0]["Plan"]) if table.startswith(LARGE)]


def _addresses() -> list[str]:
    """Every page a learner comes to, and two that post."""
    row = Enrollment.objects.filter(learner__email=email(1), status="active").latest("pk")
    assert row.version
    first, *_others, last = [x for module in row.version.outline for x in module["lessons"]]
    tried = Attempt.objects.filter(enrollment__learner=row.learner).latest("pk")
    return [
        "/sv/", "/sv/kurser/", "/sv/kurser/?q=kylkedja", "/sv/my-learning/", "/sv/account/",
        f"/sv/learn/{row.uid}/{first['key']}/",
        f"/sv/learn/{row.uid}/{last['key']}/",
        f"/sv/attempts/{tried.uid}/",
        str(row.version.text("url", "sv")),
    ]  # fmt: skip


def test_every_request_has_its_indexes(grow: Grow, client: Client) -> None:
    grow(30)
    client.force_login(User.objects.get(email=email(1)))
    found = {}
    for address in _addresses():
        asked = statements(lambda a=address: client.get(a))  # type: ignore[misc]
        for sql in asked:
            if sql.startswith("SELECT") and (tables := scans(sql)):
                found[address] = (tables, sql[:300])
    assert found == {}


def test_a_read_through_is_found(grow: Grow) -> None:
    grow(5)
    assert scans("SELECT 1 FROM core_event WHERE reason = 'none'") == ["core_event"]
