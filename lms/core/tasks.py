"""Celery's shells around the jobs."""

from typing import Any

from celery import shared_task

from lms.core import clock, jobs


@shared_task(name="lms.core.tasks.run_job", ignore_result=True)
def run_job(*, key: str, **_later: Any) -> None:
    """Do one job, if it still waits."""
    jobs.run(key=key, at=clock.now())


@shared_task(name="lms.core.tasks.sweep_jobs", ignore_result=True)
def sweep_jobs(**_later: Any) -> None:
    """Ring again for jobs that were left behind."""
    jobs.sweep(at=clock.now())
