"""Telling people: the fact and its job at once; the mail is written, kept and sent by jobs.

`notify` is cheap enough for the transaction that it reports on. Afterwards one job writes the mail
(`mail.compose`) and another hands it over (`mail.deliver`), so that neither a template nor a mail
server holds up a person, and a death in between repeats nothing that anybody sees.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from lms.core import jobs, mails
from lms.core.bilingual import in_language
from lms.notifications import delivery
from lms.notifications.models import Mail, Notification
from lms.users.models import User

# Whoever imports or restores history tells nobody about it; an outage of days loses no mail.
STALE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that is to leave: to one address, with a key that makes a repeat harmless."""

    key: str
    to_address: str
    texts: mails.Texts
    kind: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    recipient: User | None = None
    notification: Notification | None = None


@transaction.atomic
def notify(
    *, recipient: User, kind: str, key: str, data: Mapping[str, Any], at: datetime
) -> Notification:
    """Tell a person something once; the mail follows by a job. Two statements.

    A second call with the same `key` changes nothing stored. `data` holds ids and small facts; a
    text in both languages is {"sv": …, "en": …}. The mail is `templates/emails/<kind>`.
    """
    row = Notification(
        recipient=recipient, kind=kind, key=key, data=dict(data), created_at=at, read_at=None
    )
    # Writing the key over itself makes the database answer with the id of a row that was there.
    Notification.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["key"], update_fields=["key"]
    )
    jobs.enqueue("mail.compose", key=f"mail:{key}", args={"notification": row.pk}, at=at)
    return row


def compose(*, notification: Notification, at: datetime) -> None:
    """Write the mail of a notification in its reader's language, and ask for its delivery.

    Nobody who left, was merged into another row or has no address is written to, and nobody
    about what happened more than seven days ago.
    """
    person = notification.recipient
    stale = at - notification.created_at > STALE
    if stale or not person.is_current or not person.email:
        return
    texts = mails.render(
        notification.kind,
        language=person.language,
        context={"person": person, "data": _said(notification.data, person.language)},
    )
    letter = Letter(
        key=notification.key,
        to_address=person.email,
        texts=texts,
        kind=notification.kind,
        recipient=person,
        notification=notification,
    )
    post(letters=[letter], at=at)


@transaction.atomic
def post(*, letters: Iterable[Letter], at: datetime) -> None:
    """Keep mails as they will be sent and ask for their delivery; a known key changes nothing."""
    rows = [_row(letter, at) for letter in letters]
    Mail.objects.bulk_create(rows, ignore_conflicts=True)
    for row in rows:
        jobs.enqueue("mail.deliver", key=f"deliver:{row.key}", args={"mail": row.key}, at=at)


def deliver(*, mail: Mail, at: datetime) -> None:
    """Hand a kept mail over, once. Whoever left meanwhile gets nothing.

    When the process dies after handing over, the repeat is the same message with the same id.
    """
    if mail.sent_at or (mail.recipient and not mail.recipient.is_current):
        return
    delivery.hand_over(mail)
    Mail.objects.filter(pk=mail.pk, sent_at=None).update(sent_at=at)


def _said(data: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Texts that exist in both languages ({"sv": …, "en": …}) become the one to be read."""
    return {
        name: in_language(value, language) if isinstance(value, dict) else value
        for name, value in data.items()
    }


def _row(letter: Letter, at: datetime) -> Mail:
    return Mail(
        key=letter.key,
        recipient=letter.recipient,
        notification=letter.notification,
        kind=letter.kind,
        to_address=letter.to_address,
        subject=letter.texts.subject[:300],
        text=letter.texts.text,
        html=letter.texts.html,
        headers=dict(letter.headers),
        created_at=at,
    )
