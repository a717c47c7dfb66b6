"""Whether this installation can serve: for load balancers and for the person on call."""

import shutil
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Min

from lms.core.models import Job

QUEUE_LIMIT = timedelta(minutes=15)
DISK_LIMIT = 200 * 1024 * 1024  # bytes free; below, writes will soon fail


def readiness(*, at: datetime) -> dict[str, Any]:
    """`ready`, and each check with what it found; database, waiting jobs, disk."""
    checks = {"database": True, "queue": True, "disk": _disk()}
    try:
        checks["queue"] = _queue(at)
    except DatabaseError:
        checks["database"] = checks["queue"] = False
    return {"ready": checks["database"] and checks["disk"], "checks": checks}


def _queue(at: datetime) -> bool:
    oldest = Job.objects.runnable(at=at).aggregate(first=Min("run_after"))["first"]
    return oldest is None or at - oldest < QUEUE_LIMIT


def _disk() -> bool:
    return shutil.disk_usage(settings.MEDIA_ROOT.parent).free > DISK_LIMIT
