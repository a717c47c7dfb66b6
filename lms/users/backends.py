"""Who may be signed in."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.models import EmailAddress
from django.http import HttpRequest

from lms.core.prepared import slot, whole
from lms.users.models import User

_person = whole(lambda: User.objects.filter(id=slot(User, "id")), User)


class AddressBackend(AuthenticationBackend):
    """By address and password; nobody who left or whose row was joined with another."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """Whose address and password these are; their addresses come along, for the next steps."""
        person: User | None = super().authenticate(request, **credentials)
        if person is not None:
            # Two of the steps that follow would ask for them one by one.
            addresses = list(EmailAddress.objects.filter(user=person))
            EmailAddress.objects.fill_cache_for_user(person, addresses)
        return person

    def user_can_authenticate(self, user: User | None) -> bool:
        return user is not None and user.is_current

    def get_user(self, user_id: int) -> User | None:
        """Whose session it is, where they may still come in. One statement of every page."""
        person = next(iter(_person(id=user_id)), None)
        return person if self.user_can_authenticate(person) else None
