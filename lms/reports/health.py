"""Whether this installation can serve: for load balancers and for the person on call."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
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
        oldest = oldest_due(at=at)
        checks["queue"] = oldest is None or at - oldest < QUEUE_LIMIT
    except DatabaseError:
        checks["database"] = checks["queue"] = False
    return {"ready": checks["database"] and checks["disk"], "checks": checks}


def oldest_due(*, at: datetime) -> datetime | None:
    """Since when the job that waits longest could have been done; None where none waits."""
    found: datetime | None = Job.objects.runnable(at=at).aggregate(first=Min("run_after"))["first"]
    return found


def free(folder: Path) -> int:
    """Bytes that can still be written there."""
    return shutil.disk_usage(existing(folder)).free


def existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there already."""
    return next(place for place in (folder, *folder.parents) if place.exists())


def _disk() -> bool:
    return free(Path(settings.MEDIA_ROOT)) > DISK_LIMIT
