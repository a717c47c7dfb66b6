"""What the person has signed."""

from datetime import datetime

from lms.signatures.models import Signature
from lms.users.models import User
from lms.users.privacy import Rows, ids

COPIED = ("signatures.Signature.signer",)
LEFT_OUT: dict[str, str] = {}


def export(user: User) -> dict[str, Rows]:
    """What was signed, when and how the person proved who they are."""
    signed = Signature.objects.filter(signer__in=ids(user)).order_by("pk")
    fields = ("meaning", "subject_type", "subject_pk", "sha256", "method", "at")
    return {"signatures": signed.values(*fields).iterator()}


def erase(user: User, *, at: datetime) -> None:
    """Nothing: what was signed stays signed."""
