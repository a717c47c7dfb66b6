"""Who signed what, when, meaning what."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from lms.core.append_only import AppendOnly, AppendOnlyQuerySet
from lms.users.recent import Method


class Signature(AppendOnly):
    """A person stood for something, having just proven who they are.

    What was signed lies in a higher layer and is named by plain values; `sha256` is the hash of
    its content at that moment, so that a later change shows.
    """

    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signatures"
    )
    # In the past tense, as events are named: "course.released".
    meaning = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_pk = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    method = models.CharField(max_length=20, choices=Method.choices)
    at = models.DateTimeField()

    objects: ClassVar[AppendOnlyQuerySet["Signature"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_pk"], name="signature_subject")]
        constraints = [
            models.CheckConstraint(
                # No pattern: other tools that open the file of SQLite know no REGEXP.
                condition=Exact(Length("sha256"), 64),
                name="signature_has_hash",
            ),
            models.UniqueConstraint(
                fields=["signer", "meaning", "subject_type", "subject_pk", "sha256"],
                name="signature_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signer_id} {self.meaning} {self.subject_type} {self.subject_pk}"
