"""Reads about people."""

from allauth.account.models import EmailAddress

from lms.users.models import User


def has_verified_address(person: User) -> bool:
    """Whether the person has proven to read the mail of their address. One query."""
    found: bool = EmailAddress.objects.filter(user=person, verified=True).exists()
    return found
