"""Celery's shells around the courses' actions."""

from typing import Any

from celery import shared_task

from courses import actions
from lms.core import clock


@shared_task(name="courses.tasks.sync_rights", ignore_result=True)
def sync_rights(**_later: Any) -> None:
    """Take rights in the editor from those whose delegation has ended by itself."""
    actions.sync_all_rights(at=clock.now())
