"""Announce what happened. The row is the audit trail; each handler of it gets a job of its own."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import models

from lms.core import concerns, jobs
from lms.core.models import Event

EventHandler = Callable[[Event], None]
_handlers: dict[str, dict[str, EventHandler]] = defaultdict(dict)


def on(name: str) -> Callable[[EventHandler], EventHandler]:
    """Register a reaction to events called `name`; it runs in a job and must be safe to repeat."""

    def register(function: EventHandler) -> EventHandler:
        _handlers[name][f"{function.__module__}.{function.__name__}"] = function
        return function

    return register


def record(
    name: str,
    *,
    subject: models.Model,
    at: datetime,
    actor: models.Model | None = None,
    data: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Event:
    """Write the event, and one job for each handler, in the caller's transaction.

    `data` holds ids and small facts only: never a name, an address or anything about a patient.
    """
    event = Event.objects.create(
        name=name,
        subject_type=subject._meta.label,
        subject_pk=str(subject.pk),
        actor_id=actor.pk if actor else None,
        person_id=concerns.person_of(subject),
        center_id=concerns.center_of(subject),
        data=dict(data or {}),
        reason=reason,
        at=at,
    )
    for path in _handlers.get(name, ()):
        jobs.enqueue(
            "event.handle",
            key=f"event:{event.pk}:{path}",
            args={"event": event.pk, "handler": path},
            at=at,
        )
    return event


def hand_over(event: Event, *, handler: str) -> None:
    """Call one handler of a stored event; a handler that no longer exists is an error."""
    _handlers[event.name][handler](event)
