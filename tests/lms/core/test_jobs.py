"""Jobs: fact first, lease, sweep, dead letters."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from lms.core import bell, clock, jobs
from lms.core.models import Job

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LEASE = timedelta(seconds=30)
done: list[int] = []


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    def note(*, at: datetime, number: int, **_later: object) -> None:
        done.append(number)

    def fail(*, at: datetime, **_later: object) -> None:
        raise ValueError("Anna Andersson")

    done.clear()
    monkeypatch.setattr(jobs, "_handlers", {"note": note, "fail": fail})


def _job(key: str = "note:1", kind: str = "note", **args: int) -> Job:
    jobs.enqueue(kind, key=key, at=NOON, args=args)
    return Job.objects.get(key=key)


def test_asking_twice_is_one_job() -> None:
    _job(number=1)
    _job(number=2)
    assert Job.objects.get().args == {"number": 1}


def test_a_job_of_a_fact_that_was_rolled_back_never_existed() -> None:
    with transaction.atomic():
        _job(number=1)
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_a_job_runs_once_however_often_it_is_rung() -> None:
    _job(number=7)
    assert jobs.run(key="note:1", at=NOON)
    assert not jobs.run(key="note:1", at=NOON)
    assert done == [7]
    assert Job.objects.get().state == Job.State.DONE


def test_a_running_job_is_not_taken_before_its_lease_ends() -> None:
    _job(number=1)
    assert jobs.claim(key="note:1", at=NOON)
    assert jobs.claim(key="note:1", at=NOON + LEASE) is None
    assert jobs.claim(key="note:1", at=NOON + LEASE + timedelta(seconds=1))


def test_a_worker_that_lost_its_lease_cannot_end_the_job() -> None:
    _job(number=1)
    first = jobs.claim(key="note:1", at=NOON)
    second = jobs.claim(key="note:1", at=NOON + timedelta(hours=1))
    assert first
    assert second
    jobs._finished(first)
    assert Job.objects.get().state == Job.State.RUNNING
    jobs._finished(second)
    assert Job.objects.get().state == Job.State.DONE


def test_a_failure_waits_longer_each_time_and_is_given_up_at_last() -> None:
    job = _job(kind="fail", key="fail:1")
    at = NOON
    for attempt in range(1, jobs.MAX_ATTEMPTS + 1):
        assert jobs.run(key="fail:1", at=at)
        job.refresh_from_db()
        assert job.attempts == attempt
        at = max(job.run_after, at) + timedelta(hours=1)
    assert job.state == Job.State.DEAD
    assert not jobs.run(key="fail:1", at=at)


def test_the_error_kept_names_the_place_and_no_personal_data() -> None:
    _job(kind="fail", key="fail:1")
    jobs.run(key="fail:1", at=NOON)
    error = Job.objects.get().last_error
    assert error.startswith("ValueError at test_jobs.py:")
    assert "Anna" not in error


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 2), (2, 4), (5, 32), (30, 1800)])
def test_backoff_doubles_and_is_capped(attempts: int, seconds: int) -> None:
    assert jobs.backoff(attempts) == timedelta(seconds=seconds)


def test_the_sweep_rings_for_late_and_abandoned_jobs_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rung: list[str] = []
    monkeypatch.setattr(bell, "ring", rung.append)
    _job(key="late", number=1)
    _job(key="abandoned", number=2)
    jobs.claim(key="abandoned", at=NOON)
    jobs.enqueue("note", key="later", at=NOON, run_after=NOON + timedelta(days=1))
    rung.clear()
    assert jobs.sweep(at=NOON + timedelta(minutes=5)) == 2
    assert rung == ["late", "abandoned"]


def test_a_broker_that_is_down_loses_nothing(
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    def unheard(*args: object, **kwargs: object) -> None:
        raise OSError

    monkeypatch.setattr("celery.current_app.send_task", unheard)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.enqueue("note", key="note:1", at=clock.now(), args={"number": 3})
    assert jobs.drain() == 1
    assert done == [3]


def test_work_once_drains_what_is_due_and_reports() -> None:
    jobs.enqueue("note", key="a", at=NOON, args={"number": 1})
    jobs.enqueue("note", key="b", at=NOON, args={"number": 2})
    jobs.enqueue("note", key="c", at=NOON, args={"number": 3}, run_after=clock.now() + LEASE)
    out = StringIO()
    call_command("work", "--once", "--json", stdout=out)
    figures = json.loads(out.getvalue())
    assert (figures["tried"], figures["open"], figures["dead"]) == (2, 1, 0)
    assert done == [1, 2]


def test_a_dead_job_can_be_retried_by_command() -> None:
    Job.objects.create(
        kind="note", key="x", args={"number": 5}, state="dead", created_at=NOON, run_after=NOON
    )
    call_command("jobs", "--retry", "x", stdout=StringIO())
    assert jobs.drain() == 1
    assert done == [5]


def test_retrying_a_job_that_is_not_dead_says_so() -> None:
    with pytest.raises(CommandError, match="No dead or held job"):
        call_command("jobs", "--retry", "nothing", stdout=StringIO())


def test_an_unknown_kind_is_kept_as_a_failure() -> None:
    _job(kind="unheard-of", key="u")
    jobs.run(key="u", at=NOON)
    assert Job.objects.get().last_error.startswith("UnknownKind")
