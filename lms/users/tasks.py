"""Celery's shells around what is done for everybody."""

from typing import Any

from celery import shared_task

from lms.core import clock
from lms.users import actions


@shared_task(name="lms.users.tasks.forget_sign_ins", ignore_result=True)
def forget_sign_ins(**_later: Any) -> None:
    """Delete the old part of the history of sign-ins."""
    actions.forget_sign_ins(at=clock.now())
