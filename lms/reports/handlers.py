"""The jobs that make and delete copies of what is held about people."""

from datetime import datetime
from typing import Any

from lms.core import jobs
from lms.reports.privacy import actions
from lms.reports.privacy.models import DataCopy


@jobs.handler("data.copy")
def make(*, at: datetime, copy: int, **_later: Any) -> None:
    """Make a copy."""
    row = DataCopy.objects.select_related("person").get(pk=copy)
    actions.make_copy(copy=row, at=at)


@jobs.handler("data.drop")
def drop(*, at: datetime, copy: int, **_later: Any) -> None:
    """Delete a copy."""
    actions.drop_copy(copy=DataCopy.objects.get(pk=copy), at=at)


@jobs.handler("data.forget_letter")
def forget_letter(*, at: datetime, mail: str, **_later: Any) -> None:
    """Delete the mail that said good-bye."""
    actions.forget_letter(key=mail)
