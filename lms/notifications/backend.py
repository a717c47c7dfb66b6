"""Django's way out for mail: keeps every message and lets a job send it."""

import uuid
from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from lms.core import clock, mails
from lms.notifications import actions, selectors
from lms.notifications.actions import Letter
from lms.users.models import User, normal_email


class NotKept(ValueError):
    """A message holds something that a kept mail has no place for."""


class QueuedEmailBackend(BaseEmailBackend):
    """What sign-in and the editor send becomes a row for each address, and a job for each row."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        addresses = {address for message in messages for address in message.recipients()}
        people = selectors.people_by_address(addresses)
        letters = [letter for message in messages for letter in _letters(message, people)]
        actions.post(letters=letters, at=clock.now())
        return len(messages)


def _letters(message: EmailMessage, people: dict[str, User]) -> list[Letter]:
    if message.attachments:
        raise NotKept("attachments")
    texts = mails.Texts(mails.one_line(str(message.subject)), str(message.body), _html(message))
    headers = {name: str(value) for name, value in message.extra_headers.items()}
    if message.reply_to:
        headers["Reply-To"] = ", ".join(message.reply_to)
    return [
        Letter(
            key=f"message:{uuid.uuid4()}",
            to_address=address,
            texts=texts,
            kind=getattr(message, "kind", ""),
            headers=headers,
            recipient=people.get(normal_email(address) or ""),
        )
        for address in message.recipients()
    ]


def _html(message: EmailMessage) -> str:
    if not isinstance(message, EmailMultiAlternatives):
        return ""
    return next((str(content) for content, kind in message.alternatives if kind == "text/html"), "")
