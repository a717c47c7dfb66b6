"""Reads about people."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.module_loading import import_string

from lms.core.prepared import Prepared, slot
from lms.users.models import SignIn, User

# Recovery codes stand in for one of these and are none by themselves.
STEPS = frozenset({Authenticator.Type.TOTP.value, Authenticator.Type.WEBAUTHN.value})

_kinds: Prepared[str] = Prepared(
    lambda: Authenticator.objects.filter(user=slot(User, "id")).values_list("type"),
    lambda values: str(values[0]),
)


def has_verified_address(person: User) -> bool:
    """Whether the person has proven to read the mail of their address. One query."""
    found: bool = EmailAddress.objects.filter(user=person, verified=True).exists()
    return found


def factor_kinds(person: User) -> set[str]:
    """What the person has for the second step. One statement of every sign-in."""
    return set(_kinds(id=person.pk))


def has_factor(person: User) -> bool:
    """Whether the person has a second step that is not only recovery codes. One query."""
    return bool(factor_kinds(person) & STEPS)


def factors_of(person: User) -> list[Authenticator]:
    """The rows behind it, oldest first. One query."""
    return list(Authenticator.objects.filter(user=person).order_by("pk"))


def unused_codes(factors: Iterable[Authenticator]) -> list[str] | None:
    """The recovery codes that are left; None where there never were any."""
    row = next((row for row in factors if row.type == Authenticator.Type.RECOVERY_CODES), None)
    return list(row.wrap().get_unused_codes()) if row else None


def needs_factor(person: User, at: datetime) -> bool:
    """Whether the person may not be without a second step: whoever operates, or acts for others.

    Who acts for others is known by a higher layer; `SECOND_FACTOR_RULE` names its function.
    """
    acts = import_string(settings.SECOND_FACTOR_RULE)
    return person.is_superuser or bool(acts(person=person, at=at))


def last_sign_ins(person: User, *, number: int = 20) -> list[SignIn]:
    """When and how somebody came in as this person, newest first. One query."""
    return list(SignIn.objects.filter(person=person)[:number])
