"""What the person was told."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q

from lms.core.models import Job
from lms.notifications.models import Mail, Notification
from lms.users.models import User
from lms.users.privacy import Rows, ids

COPIED = ("notifications.Notification.recipient", "notifications.Mail.recipient")
LEFT_OUT: dict[str, str] = {}

# Their texts speak of the reader alone. Others may name other people or hold a secret.
OF_ONESELF = frozenset(
    {
        *("completed", "certificate_withdrawn", "certificate_replaced"),
        *("join_accepted", "factor_changed", "factors_reset", "email_changed"),
        *("password_changed", "password_set", "data_ready"),
    }
)


def export(user: User) -> dict[str, Rows]:
    """Notices and mails; the texts of those that speak of the reader alone."""
    own = ids(user)
    notices = Notification.objects.filter(recipient__in=own).order_by("pk")
    mails = Mail.objects.filter(recipient__in=own).order_by("pk")
    return {
        "notices": notices.values("kind", "created_at", "read_at").iterator(),
        "mails": (_mail(mail) for mail in mails.iterator()),
    }


def _mail(mail: Mail) -> dict[str, Any]:
    told = mail.kind in OF_ONESELF
    return {
        "kind": mail.kind,
        "to": mail.to_address,
        "created_at": mail.created_at,
        "sent_at": mail.sent_at,
        "subject": mail.subject if told else None,
        "text": mail.text if told else None,
    }


def erase(user: User, *, at: datetime) -> None:
    """Notices and mails go, and with them the jobs that would still have written or sent them."""
    addresses = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    mails = Mail.objects.filter(Q(recipient=user) | Q(to_address__in=[user.email, *addresses]))
    notices = Notification.objects.filter(recipient=user)
    Job.objects.open().filter(key__in=list(_jobs(mails, notices))).delete()
    mails.delete()
    notices.delete()


def _jobs(mails: Any, notices: Any) -> Iterator[str]:
    yield from (f"deliver:{key}" for key in mails.values_list("key", flat=True))
    yield from (f"mail:{key}" for key in notices.values_list("key", flat=True))
