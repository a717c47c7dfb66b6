"""What is held about the person themself: to be copied for them, and erased when they leave."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from lms.users.models import SignIn, User

COPIED = ("account.EmailAddress.user", "socialaccount.SocialAccount.user", "users.SignIn.person")
LEFT_OUT = {
    "users.User.merged_into": "Leads to another row of the same person, which is copied too.",
    "users.User_groups.user": "Follows from the roles, which are copied.",
    "users.User_user_permissions.user": "Follows from the roles, which are copied.",
    "mfa.Authenticator.user": "A secret; the trail says when it was added and removed.",
}

Rows = Iterator[Mapping[str, object]]
PROFILE = (
    *("uid", "email", "display_name", "language", "time_zone", "single_key_shortcuts"),
    *("is_active", "joined_at", "last_login"),
)


def ids(user: User) -> list[int]:
    """The rows of one person: their own, and those that were joined with it."""
    return [user.pk, *user.merged_from.values_list("pk", flat=True)]


def export(user: User) -> dict[str, Rows]:
    """Who the person is here, and by which addresses and organisations they come in."""
    own = ids(user)
    return {
        "profile": User.objects.filter(pk__in=own).values(*PROFILE).iterator(),
        "addresses": EmailAddress.objects.filter(user__in=own)
        .values("email", "verified", "primary")
        .iterator(),
        "organisations": SocialAccount.objects.filter(user__in=own)
        .values("provider", "uid", "date_joined", "last_login")
        .iterator(),
        "sign_ins": SignIn.objects.filter(person__in=own).values("at", "way", "device").iterator(),
    }


def erase(user: User, *, at: datetime) -> None:
    """Free the address and take away every way in. The name stays, because records carry it.

    A new unusable password also ends every session: they are tied to it.
    """
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    SignIn.objects.filter(person=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    user.set_unusable_password()
    user.email, user.is_active, user.is_superuser = None, False, False
    user.last_login = user.factor_asked_at = user.factor_grace_at = None
    user.save()
