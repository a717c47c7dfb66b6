"""Which copies a person finds."""

from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage

from lms.reports.privacy.models import DataCopy
from lms.users.models import User


def ready_copy(*, person: User, at: datetime, **which: Any) -> DataCopy | None:
    """The newest that can be fetched; a restored installation has the row without the file."""
    copy = DataCopy.objects.ready(at=at).filter(person=person, **which).first()
    return copy if copy and default_storage.exists(copy.file) else None


def copy_under_way(*, person: User) -> DataCopy | None:
    """The one that is being made."""
    return DataCopy.objects.under_way().filter(person=person).first()
