"""What the person said they do and follow."""

from datetime import datetime

from home.models import Interest
from lms.users.models import User
from lms.users.privacy import Rows, ids

COPIED = ("home.Interest.person",)
LEFT_OUT: dict[str, str] = {}


def export(user: User) -> dict[str, Rows]:
    """Job roles and topics."""
    stated = Interest.objects.filter(person__in=ids(user)).order_by("pk")
    fields = ("job_role__name_sv", "job_role__name_en", "topic__name_sv", "topic__name_en")
    return {"interests": stated.values(*fields, "stated_at").iterator()}


def erase(user: User, *, at: datetime) -> None:
    """All of it goes."""
    Interest.objects.filter(person=user).delete()
