"""The one place that reads the clock: views, tasks and commands ask here and pass `at` down."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def day(at: datetime, zone: str | None = None) -> date:
    """The calendar day of a moment in a time zone (the network's own unless named)."""
    return timezone.localdate(at, ZoneInfo(zone or settings.TIME_ZONE))
