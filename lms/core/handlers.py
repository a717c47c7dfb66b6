"""Delivers stored events to the functions that asked for them."""

from datetime import datetime
from typing import Any

from lms.core import events, jobs
from lms.core.models import Event


@jobs.handler("event.handle")
def deliver(*, at: datetime, event: int, handler: str, **_later: Any) -> None:
    """Hand the event to one of its handlers."""
    events.hand_over(Event.objects.get(pk=event), handler=handler)
