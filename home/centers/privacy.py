"""Where the person works and what they may do there."""

from datetime import datetime
from typing import Any

from home.centers.models import Absence, Delegation, JoinRequest, Membership
from lms.users.models import User
from lms.users.privacy import Rows, ids

COPIED = (
    "centers.Membership.person",
    "centers.Absence.person",
    "centers.Delegation.person",
    "centers.JoinRequest.person",
)
LEFT_OUT = {
    "centers.Delegation.granted_by": "Somebody else's role; the trail says that one was given.",
    "centers.JoinRequest.answered_by": "Somebody else's request; the trail says that it was met.",
}

PLACE = ("center__slug", "unit__name_sv")
JOB = ("job_role__name_sv", "job_role__name_en")


def export(user: User) -> dict[str, Rows]:
    """Memberships, absences, requests to join, and roles; without whoever gave or answered them."""
    own = ids(user)
    days = ("started_on", "ended_on", "reason", "recorded_at")
    asked = ("started_on", "note", "asked_at", "status", "answered_at", "reason")
    held = ("permission", "valid_from", "valid_until", "reason", "recorded_at")
    return {
        "memberships": _of(Membership, own, *PLACE, *JOB, *days, "source", "external_id"),
        "absences": _of(Absence, own, *days),
        "requests_to_join": _of(JoinRequest, own, *PLACE, *JOB, *asked),
        "delegations": _of(Delegation, own, *PLACE, *held),
    }


def _of(model: Any, own: list[int], *fields: str) -> Rows:
    found: Rows = model.objects.filter(person__in=own).order_by("pk").values(*fields).iterator()
    return found


def erase(user: User, *, at: datetime) -> None:
    """A request that nobody has answered goes. A membership is ended by its center."""
    JoinRequest.objects.waiting().filter(person=user).delete()
