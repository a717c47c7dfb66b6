"""A person's copy of what is held about them."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

# Under the uploads: the one folder that web and worker machines share. Not in backups.
FOLDER = "copies"


class DataCopyQuerySet(models.QuerySet["DataCopy"]):
    """Which copies are being made, and which lie ready."""

    def under_way(self) -> "DataCopyQuerySet":
        """Asked for and not made yet."""
        return self.filter(ready_at=None, gone_at=None)

    def ready(self, *, at: datetime) -> "DataCopyQuerySet":
        """There to be fetched at `at`."""
        return self.filter(ready_at__isnull=False, gone_at=None, until__gt=at)


class DataCopy(models.Model):
    """One is made at a time; the file goes after some days, the row says that it was there."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="data_copies"
    )
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    objects: ClassVar[DataCopyQuerySet] = DataCopyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ready_at=None, gone_at=None),
                name="one_data_copy_under_way",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.asked_at:%Y-%m-%d}"

    @property
    def file(self) -> str:
        """Its name in the storage, where nothing has an address of its own."""
        return f"{FOLDER}/{self.uid}.zip"
