"""Reads about signatures."""

from collections.abc import Sequence

from django.db import models

from lms.signatures.models import Signature


def signatures_of(subject: models.Model) -> Sequence[Signature]:
    """Who signed a thing, oldest first, with the signers. One query."""
    found = Signature.objects.filter(subject_type=subject._meta.label, subject_pk=str(subject.pk))
    return list(found.select_related("signer").order_by("at", "pk"))
