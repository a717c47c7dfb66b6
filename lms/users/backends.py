"""Who may be signed in."""

from allauth.account.auth_backends import AuthenticationBackend

from lms.core.prepared import slot, whole
from lms.users.models import User

_person = whole(lambda: User.objects.filter(id=slot(User, "id")), User)


class AddressBackend(AuthenticationBackend):
    """By address and password; nobody who left or whose row was joined with another."""

    def user_can_authenticate(self, user: User | None) -> bool:
        return user is not None and user.is_current

    def get_user(self, user_id: int) -> User | None:
        """Whose session it is, where they may still come in. One statement of every page."""
        person = next(iter(_person(id=user_id)), None)
        return person if self.user_can_authenticate(person) else None
