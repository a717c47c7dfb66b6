"""Handing a kept mail to whatever carries it away: a mail server, or a folder while trying out."""

import hashlib
import os
from collections.abc import Sequence
from email.utils import formatdate
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from lms.notifications.models import Mail


def hand_over(mail: Mail) -> None:
    """Give the mail to the backend of `MAIL_DELIVERY`; raises what the backend raises."""
    connection = get_connection(
        settings.MAIL_DELIVERY["BACKEND"], **settings.MAIL_DELIVERY["OPTIONS"]
    )
    connection.send_messages([message_of(mail)])


def message_of(mail: Mail) -> EmailMultiAlternatives:
    """The message with an id and a date of its own, so that sending it again is no new message."""
    headers = {
        **mail.headers,
        "Message-ID": message_id(mail.key),
        "Date": formatdate(mail.created_at.timestamp()),
        # Out-of-office answers to what a machine wrote help nobody.
        "Auto-Submitted": "auto-generated",
    }
    message = EmailMultiAlternatives(
        mail.subject, mail.text, settings.DEFAULT_FROM_EMAIL, [mail.to_address], headers=headers
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def message_id(key: str) -> str:
    """The same id for the same key, telling nothing of the key."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"


class FolderBackend(BaseEmailBackend):
    """Writes each message to a file named by its id: a repeat replaces the file, adding none."""

    def __init__(self, *, folder: str, fail_silently: bool = False) -> None:
        super().__init__(fail_silently=fail_silently)
        self.folder = Path(folder)

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        self.folder.mkdir(parents=True, exist_ok=True)
        for message in messages:
            self._write(message)
        return len(messages)

    def _write(self, message: EmailMessage) -> None:
        name = str(message.extra_headers["Message-ID"]).strip("<>").partition("@")[0]
        unfinished = self.folder / f".{name}.{os.getpid()}"
        unfinished.write_bytes(message.message().as_bytes())
        unfinished.replace(self.folder / f"{name}.eml")
