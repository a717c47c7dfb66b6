"""Signing. A signature is written once and never changed."""

import re
from datetime import datetime

from django.db import models, transaction

from lms.core import events
from lms.signatures.models import Signature
from lms.users.models import User
from lms.users.recent import Method

_HASH = re.compile(r"[0-9a-f]{64}")


class NotAHash(ValueError):
    """What was handed over as the hash of what is signed is no SHA-256 in small hexadecimals."""


@transaction.atomic
def sign(
    *, signer: User, meaning: str, digest: str, subject: models.Model, method: Method, at: datetime
) -> Signature:
    """Store that a person stands for `subject`, whose content has the SHA-256 `digest`.

    `method` is what `lms.signatures.access.prove` answered for the request. Signing the same
    content of the same thing with the same meaning again returns the first signature.
    """
    if not _HASH.fullmatch(digest):
        raise NotAHash(digest)
    User.objects.select_for_update().get(pk=signer.pk)
    said = {
        "signer": signer,
        "meaning": meaning,
        "subject_type": subject._meta.label,
        "subject_pk": str(subject.pk),
        "sha256": digest,
    }
    if known := Signature.objects.filter(**said).first():
        return known
    signature = Signature.objects.create(**said, method=method, at=at)
    events.record(
        "signature.given",
        subject=subject,
        actor=signer,
        at=at,
        data={"signature": signature.pk, "meaning": meaning, "method": method.value},
    )
    return signature
