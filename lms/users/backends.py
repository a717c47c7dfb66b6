"""Who may be signed in."""

from allauth.account.auth_backends import AuthenticationBackend

from lms.users.models import User


class AddressBackend(AuthenticationBackend):
    """By address and password; nobody who left or whose row was joined with another."""

    def user_can_authenticate(self, user: User | None) -> bool:
        return user is not None and user.is_current
