"""Reads about mails and whom they go to."""

from collections.abc import Iterable

from lms.notifications.models import Mail
from lms.users.models import User, normal_email


def people_by_address(addresses: Iterable[str]) -> dict[str, User]:
    """The people behind addresses, by address in its one spelling. One query."""
    wanted = {normal_email(address) for address in addresses}
    return {
        person.email: person for person in User.objects.filter(email__in=wanted) if person.email
    }


def sent_mails(*, limit: int) -> list[Mail]:
    """The mails that were handed over, newest first. One query."""
    return list(Mail.objects.exclude(sent_at=None).order_by("-sent_at", "-pk")[:limit])
