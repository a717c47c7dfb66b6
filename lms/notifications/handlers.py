"""The jobs that write mails and hand them over."""

from datetime import datetime
from typing import Any

from lms.core import jobs
from lms.notifications import actions
from lms.notifications.models import Mail, Notification


@jobs.handler("mail.compose")
def compose(*, at: datetime, notification: int, **_later: Any) -> None:
    """Write the mail of a notification."""
    row = Notification.objects.select_related("recipient").get(pk=notification)
    actions.compose(notification=row, at=at)


@jobs.handler("mail.deliver")
def deliver(*, at: datetime, mail: str, **_later: Any) -> None:
    """Hand a kept mail over."""
    row = Mail.objects.select_related("recipient").get(key=mail)
    actions.deliver(mail=row, at=at)
