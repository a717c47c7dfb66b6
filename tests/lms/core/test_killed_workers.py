"""kill -9 of the worker at any moment: nothing is lost, nothing is done twice."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from lms.core import clock
from lms.core.models import Job
from lms.notifications import actions
from lms.notifications.models import Mail
from lms.settings.environment import PROJECT_DIR
from lms.users.models import User

JOBS = 100
KILLS = 5
CERTIFICATE = "00000000-0000-4000-8000-000000000000"
LEASE = 2  # seconds, so that the test need not wait for the usual half minute

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def _database_url() -> str:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    login = f"{settings['USER']}:{settings['PASSWORD']}".rstrip(":")
    return f"postgresql://{login}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"


class Worker:
    """`manage.py work` as a process of its own."""

    def __init__(self, mail: Path) -> None:
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "lms.settings.main",
            "DATABASE_URL": _database_url(),
            "CELERY_BROKER_URL": "",
            "MAIL_URL": f"file:///{mail}",
            "JOB_LEASE": str(LEASE),
        }
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "manage.py", "work"], cwd=PROJECT_DIR, env=self.environment
        )

    def kill_and_replace(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process = self._start()

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def worker(tmp_path: Path, transactional_db: None) -> Iterator[Worker]:
    worker = Worker(tmp_path / "mail")
    yield worker
    worker.stop()


def _done() -> int:
    return Job.objects.filter(state=Job.State.DONE).count()


def _wait_for(count: int) -> None:
    deadline = time.monotonic() + 60
    while _done() < count:
        assert time.monotonic() < deadline, f"{_done()} of {count} jobs are done"
        time.sleep(0.02)


def test_five_kills_over_a_hundred_jobs_lose_and_double_nothing(
    worker: Worker, tmp_path: Path
) -> None:
    chance = random.Random(20261123)
    person = User.objects.create_user("ada@example.org", display_name="Ada", language="sv")
    for number in range(JOBS):
        actions.notify(
            recipient=person,
            kind="completed",
            key=f"told:{number}",
            data={"certificate": CERTIFICATE, "titles": {"sv": "Kurs", "en": "Course"}},
            at=clock.now(),
        )
    for kill in range(KILLS):
        # Each worker gets somewhere, and dies in the middle of something.
        _wait_for(kill * 2 * JOBS // (KILLS + 1) + 1)
        time.sleep(chance.random() / 10)
        worker.kill_and_replace()
    _wait_for(2 * JOBS)
    assert Job.objects.count() == 2 * JOBS
    assert Mail.objects.exclude(sent_at=None).count() == JOBS
    assert len(list((tmp_path / "mail").glob("*.eml"))) == JOBS
