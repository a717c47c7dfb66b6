"""What the trail says about the person, and the copies that were made for them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from home.centers.models import Delegation
from lms.core import jobs
from lms.core.models import Event
from lms.reports.privacy.models import DataCopy
from lms.users.models import User
from lms.users.privacy import Rows, ids

COPIED = ("core.Event.person_id", "core.Event.actor_id", "reports.DataCopy.person")
LEFT_OUT: dict[str, str] = {}


def export(user: User) -> dict[str, Rows]:
    """What happened to the person and what they did, and who asked for a copy when."""
    own = ids(user)
    copies = DataCopy.objects.filter(person__in=own).order_by("pk")
    return {
        "events": _events(own),
        "copies": copies.values("asked_at", "ready_at", "until", "gone_at").iterator(),
    }


def _events(own: list[int]) -> Iterator[dict[str, Any]]:
    about, did = Event.objects.filter(person_id__in=own), Event.objects.filter(actor_id__in=own)
    actors = set(about.exclude(actor_id=None).values_list("actor_id", flat=True)) - set(own)
    roles = dict(Delegation.objects.filter(person__in=actors).values_list("person", "permission"))
    for event in (about | did).order_by("pk").iterator():
        yield _event(event, own, roles)


def _event(event: Event, own: list[int], roles: dict[int, str]) -> dict[str, Any]:
    """What somebody else met with is theirs: of it stands here only that the person did it."""
    known = {"name": event.name, "at": event.at, "by": _by(event.actor_id, own, roles)}
    if event.person_id not in {*own, None}:
        return {**known, "about": "somebody else"}
    data = {key: value for key, value in event.data.items() if key not in {"by", "person"}}
    return {
        **known,
        "about": "you" if event.person_id else "nobody",
        "subject": f"{event.subject_type} {event.subject_pk}",
        "data": data,
        "reason": event.reason,
    }


def _by(actor: int | None, own: list[int], roles: dict[int, str]) -> str:
    if actor is None:
        return "the product"
    return "you" if actor in own else roles.get(actor, "somebody else")


def erase(user: User, *, at: datetime) -> None:
    """Copies go; the trail holds ids only, and stays."""
    rows = DataCopy.objects.filter(person=user, gone_at=None)
    for row in rows:
        jobs.enqueue("data.drop", key=f"drop:{row.pk}:now", args={"copy": row.pk}, at=at)
    rows.update(gone_at=at)
