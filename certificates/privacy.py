"""What the person was certified."""

from collections.abc import Iterator
from datetime import datetime

from certificates.models import Certificate, CertificateFile
from lms.users.models import User
from lms.users.privacy import Rows, ids

COPIED = ("certificates.Certificate.holder",)
LEFT_OUT = {
    "certificates.Revocation.by": "Somebody else's certificate; the trail says it was withdrawn.",
}


def export(user: User) -> dict[str, Rows]:
    """Every certificate, word for word, also those that were withdrawn or replaced."""
    held = Certificate.objects.filter(holder__in=ids(user)).order_by("issued_at")
    fields = (
        *("id", "code", "kind", "statement", "issued_at", "valid_from", "valid_until"),
        *("supersedes_id", "reason", "revocation__at", "revocation__reason"),
    )
    return {"certificates": held.values(*fields).iterator()}


def papers(user: User) -> Iterator[tuple[str, bytes]]:
    """The drawn papers, one at a time: the name of the file and its bytes."""
    drawn = CertificateFile.objects.filter(certificate__holder__in=ids(user)).order_by("pk")
    fields = ("certificate_id", "language", "pdf")
    for certificate, language, pdf in drawn.values_list(*fields).iterator(chunk_size=1):
        yield f"{certificate}-{language}.pdf", bytes(pdf)


def erase(user: User, *, at: datetime) -> None:
    """Nothing: whoever was shown a certificate can check it, with the name that stands on it."""
