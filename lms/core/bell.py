"""Tell a worker that a job waits. A hint only: when it gets lost, the sweep finds the job."""

import logging

from django.conf import settings

from lms.celery import app

log = logging.getLogger(__name__)

EXPIRES = 60  # seconds; a stale hint is worth nothing, the sweep sends a new one


def ring(key: str) -> None:
    """Send the hint. Never raises and never waits long: the job's row is already safe."""
    if not settings.CELERY_BROKER_URL:
        return
    try:
        app.send_task(
            "lms.core.tasks.run_job",
            kwargs={"key": key},
            expires=EXPIRES,
            retry=False,
            ignore_result=True,
        )
    except Exception:  # noqa: BLE001  any broker fault; the sweep covers it
        log.warning("bell.unheard")
