"""What load balancers and people on call are told."""

from datetime import timedelta

import pytest
from django.test import Client

from lms.core import clock
from lms.core.models import Job
from lms.reports import health

pytestmark = pytest.mark.django_db


def _waiting(minutes: int) -> None:
    then = clock.now() - timedelta(minutes=minutes)
    Job.objects.create(kind="note", key="waiting", created_at=then, run_after=then)


def test_a_living_process_says_so_without_touching_the_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"alive": True})


def test_ready_when_everything_works(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["checks"] == {"database": True, "queue": True, "disk": True}


@pytest.mark.parametrize(("minutes", "fresh"), [(5, True), (20, False)])
def test_old_waiting_jobs_are_told_but_pages_are_still_served(
    client: Client, minutes: int, fresh: bool
) -> None:
    _waiting(minutes)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["checks"]["queue"] is fresh


def test_a_full_disk_takes_the_server_out(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "DISK_LIMIT", 2**62)
    assert client.get("/readyz").status_code == 503
