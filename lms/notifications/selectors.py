"""Reads about whom mails go to."""

from collections.abc import Iterable

from lms.users.models import User, normal_email


def people_by_address(addresses: Iterable[str]) -> dict[str, User]:
    """The people behind addresses, by address in its one spelling. One query."""
    wanted = {normal_email(address) for address in addresses}
    return {
        person.email: person for person in User.objects.filter(email__in=wanted) if person.email
    }
