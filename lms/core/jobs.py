"""What must be done later: written with the fact, claimed with a lease, done at least once.

`enqueue` inserts the row in the caller's transaction. A worker claims it with one UPDATE, renews
the lease while it works and marks the end. A sweep rings again for whatever was left behind, so
nothing depends on the broker. Handlers are safe to repeat.
"""

import logging
import threading
import traceback
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import F

from lms.core import bell, clock
from lms.core.models import Job

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 8
BACKOFF_CAP = timedelta(minutes=30)

JobHandler = Callable[..., None]
_handlers: dict[str, JobHandler] = {}


class UnknownKind(LookupError):
    """A job names a kind that no code handles."""


def handler(kind: str) -> Callable[[JobHandler], JobHandler]:
    """Register the function that does jobs of `kind`; it gets `at` and the job's ids."""

    def register(function: JobHandler) -> JobHandler:
        _handlers[kind] = function
        return function

    return register


def enqueue(
    kind: str,
    *,
    key: str,
    at: datetime,
    args: Mapping[str, int | str] | None = None,
    run_after: datetime | None = None,
) -> None:
    """Ask for a job in this transaction; a second call with the same `key` changes nothing."""
    row = Job(kind=kind, key=key, args=dict(args or {}), created_at=at, run_after=run_after or at)
    Job.objects.bulk_create([row], ignore_conflicts=True)
    transaction.on_commit(lambda: bell.ring(key))


def claim(*, key: str, at: datetime) -> Job | None:
    """Take the job for one lease, or None where another worker has it or it is not due."""
    token = str(uuid.uuid4())
    taken = (
        Job.objects.runnable(at=at)
        .filter(key=key)
        .update(
            state=Job.State.RUNNING,
            lease_until=at + settings.JOB_LEASE,
            lease_token=token,
            attempts=F("attempts") + 1,
        )
    )
    return Job.objects.get(key=key) if taken else None


def run(*, key: str, at: datetime) -> bool:
    """Claim the job and do it; False where there was nothing to claim."""
    job = claim(key=key, at=at)
    if job is None:
        return False
    try:
        with _lease_kept(job):
            _handler_of(job)(at=at, **job.args)
    except Exception as error:  # noqa: BLE001  whatever a handler raises, the row must say so
        _failed(job, error)
    else:
        _finished(job)
    return True


def drain(*, limit: int = 10_000) -> int:
    """Do every job that is due, one after the other; how many were tried."""
    count = 0
    while count < limit:
        key = (
            Job.objects.runnable(at=clock.now())
            .order_by("pk")
            .values_list("key", flat=True)
            .first()
        )
        if key is None:
            break
        count += run(key=key, at=clock.now())
    return count


def sweep(*, at: datetime, older_than: timedelta = timedelta(seconds=10)) -> int:
    """Ring again for jobs that nobody took: lost messages, dead workers; how many."""
    late = (
        Job.objects.runnable(at=at - older_than).order_by("pk").values_list("key", flat=True)[:500]
    )
    for key in late:
        bell.ring(key)
    return len(late)


@transaction.atomic
def retry(*, key: str, at: datetime) -> bool:
    """Give a dead or held job a fresh set of attempts; False where it is neither."""
    revived = Job.objects.given_up().filter(key=key)
    if not revived.update(state=Job.State.QUEUED, attempts=0, run_after=at, finished_at=None):
        return False
    transaction.on_commit(lambda: bell.ring(key))
    return True


def _handler_of(job: Job) -> JobHandler:
    if job.kind not in _handlers:
        raise UnknownKind(job.kind)
    return _handlers[job.kind]


def _mine(job: Job) -> Any:
    return Job.objects.filter(pk=job.pk, lease_token=job.lease_token, state=Job.State.RUNNING)


def _finished(job: Job) -> None:
    _mine(job).update(
        state=Job.State.DONE, finished_at=clock.now(), lease_until=None, last_error=""
    )


def _failed(job: Job, error: Exception) -> None:
    now = clock.now()
    log.warning("job.failed", extra={"kind": job.kind, "job": job.pk, "attempts": job.attempts})
    if job.attempts >= MAX_ATTEMPTS:
        log.error("job.dead", extra={"kind": job.kind, "job": job.pk})
        end = {"state": Job.State.DEAD, "finished_at": now}
    else:
        end = {"state": Job.State.QUEUED, "run_after": now + backoff(job.attempts)}
    _mine(job).update(**end, lease_until=None, last_error=where(error))


def backoff(attempts: int) -> timedelta:
    """How long to wait after the given number of failed attempts: 2, 4, 8 … seconds, capped."""
    return min(timedelta(seconds=2**attempts), BACKOFF_CAP)


def where(error: Exception) -> str:
    """The kind of error and its place in the code; its message may hold personal data."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"[:300]


@contextmanager
def _lease_kept(job: Job) -> Iterator[None]:
    # A handler may take minutes; without renewal a second worker would take the job meanwhile.
    done = threading.Event()

    def renew() -> None:
        try:
            while not done.wait(settings.JOB_LEASE.total_seconds() / 3):
                # A database that is busy now is asked again long before the lease ends.
                with suppress(OperationalError):
                    _mine(job).update(lease_until=clock.now() + settings.JOB_LEASE)
        finally:
            connection.close()

    thread = threading.Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
