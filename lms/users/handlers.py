"""What follows when somebody signs up, confirms an address or changes a secret."""

from typing import Any

from allauth.account import signals
from allauth.account.models import EmailAddress
from allauth.mfa import signals as steps
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as organisations
from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from django.http import HttpRequest

from lms.core import clock
from lms.users import actions, devices, recent
from lms.users.models import User


@receiver(signals.user_signed_up)
def signed_up(user: User, **_more: Any) -> None:
    actions.note(name="person.signed_up", person=user, at=clock.now())


@receiver(signals.user_logged_in)
def came_in(request: HttpRequest, user: User, **_more: Any) -> None:
    device = devices.name(request.headers.get("User-Agent", ""))
    actions.signed_in(person=user, way=recent.way_in(request), device=device, at=clock.now())


@receiver(signals.email_confirmed)
def address_confirmed(request: HttpRequest, email_address: EmailAddress, **_more: Any) -> None:
    person: User = email_address.user
    at = clock.now()
    match = request.resolver_match
    if match and match.url_name == "account_confirm_login_code":
        actions.forget_password(person=person, at=at)
    actions.note(name="person.address_confirmed", person=person, at=at)


@receiver(signals.email_changed)
def address_changed(user: User, **_more: Any) -> None:
    actions.note(name="person.address_changed", person=user, at=clock.now())


@receiver([signals.password_changed, signals.password_set, signals.password_reset])
def password_changed(user: User, **_more: Any) -> None:
    actions.note(name="person.password_changed", person=user, at=clock.now())


@receiver([steps.authenticator_added, steps.authenticator_reset])
def factor_added(user: User, authenticator: Authenticator, **_more: Any) -> None:
    actions.factor_added(person=user, kind=authenticator.type, at=clock.now())


@receiver(steps.authenticator_removed)
def factor_removed(user: User, authenticator: Authenticator, **_more: Any) -> None:
    actions.factor_removed(person=user, kind=authenticator.type, at=clock.now())


@receiver(organisations.social_account_added)
def organisation_joined(sociallogin: Any, **_more: Any) -> None:
    actions.note(name="person.organisation_joined", person=sociallogin.user, at=clock.now())


@receiver(m2m_changed, sender=User.groups.through)
def groups_changed(instance: Any, action: str, pk_set: set[int], **_more: Any) -> None:
    """A group is how one comes into the editor."""
    if action != "post_add":
        return
    people = [instance] if isinstance(instance, User) else User.objects.filter(pk__in=pk_set)
    for person in people:
        actions.ask_for_factor(person=person, at=clock.now())
