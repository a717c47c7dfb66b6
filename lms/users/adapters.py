"""How allauth makes, greets and writes to our people."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.internal.httpkit import add_query_params
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.core import clock, mails
from lms.core.bilingual import active_language
from lms.users import actions, grace, recent
from lms.users.models import User

# Texts of `templates/emails/` for allauth's names where they differ.
_KINDS = {"email_confirmation_signup": "email_confirmation"}
# One text for all of these; the first sentence says what happened.
_CHANGES = {
    "totp_activated": _("An app for codes was added to your account at ATMP Learning."),
    "totp_deactivated": _("The app for codes was removed from your account at ATMP Learning."),
    "webauthn_added": _("A passkey was added to your account at ATMP Learning."),
    "webauthn_removed": _("A passkey was removed from your account at ATMP Learning."),
    "recovery_codes_generated": _(
        "New recovery codes were made for your account at ATMP Learning. The old ones stopped "
        "working."
    ),
    "account_connected": _(
        "You can now sign in to your account at ATMP Learning through your organisation."
    ),
}


# What the next page shows anyway is not said besides.
_UNSAID = {
    "logged_in",
    "logged_out",
    "login_code_sent",
    "email_confirmation_sent",
    "recovery_codes_generated",
    "account_connected",
    "account_connected_updated",
}


_AGAIN = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code from your phone, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class KindMessage(EmailMultiAlternatives):
    """A message that remembers which text it is."""

    kind = ""


class AccountAdapter(DefaultAccountAdapter):
    """Allauth's behaviour with the product's user, words and mails."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "The address and the password do not fit together. Try again, or ask for a code."
        ),
        "too_many_login_attempts": _(
            "Too many attempts. Wait five minutes, or ask for a code instead."
        ),
        "enter_current_password": _("This is not your password. Try again."),
        "incorrect_password": _("This is not your password. Try again."),
        "incorrect_code": _("This is not the code in the latest email. Try again."),
        "same_as_current": _("This is the address you have. Enter another one."),
        "duplicate_email": _("This is the address you have. Enter another one."),
        "email_taken": _("This address cannot be used. Enter another one."),
        "invalid_password_reset": _("This link has run out or was used already."),
        "rate_limited": _("We have just sent you an email. Wait a minute before you ask again."),
    }

    def save_user(
        self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True
    ) -> User:
        """The name and address from the form, the language from the page it stood on."""
        super().save_user(request, user, form, commit=False)
        user.display_name = form.cleaned_data["display_name"]
        user.language = active_language()
        return actions.sign_up(person=user) if commit else user

    def pre_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse | None:
        """Whoever left stays outside, by whichever way they prove who they are."""
        if not user.is_current:
            inactive: HttpResponse = self.respond_user_inactive(request, user)
            return inactive
        response: HttpResponse | None = super().pre_login(request, user, **more)
        return response

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        """Whoever needs a second step and has none is shown what to do, and comes in once."""
        response: HttpResponse = super().post_login(request, user, **more)
        if grace.begin(request, user, at=clock.now()):
            response["Location"] = add_query_params(
                reverse("mfa_index"), {"next": response["Location"]}
            )
        return response

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Not while one has just proven who one is, by whatever way."""
        return not recent.signed_in(context.request, at=clock.now())

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """By what the person can prove again who they are; the first is offered first."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**way, "description": _AGAIN[way["id"]]} for way in ways]

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **more: Any,
    ) -> None:
        name = (message_template or "").rpartition("/")[2].removesuffix(".txt")
        if name not in _UNSAID:
            super().add_message(request, level, message_template, *args, **more)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """One's own learning, in one's own language."""
        person = request.user
        language = person.language if isinstance(person, User) else active_language()
        with translation.override(language):
            return resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The start page in the language of the page that was left."""
        return reverse("wagtail_serve", args=[""])

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """Back to where the change of address began."""
        return reverse("users:profile")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("users:profile")

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """The link leads to the page in the language of the mail."""
        with translation.override(user.language):
            path = reverse("account_reset_password_from_key", args=[context["uid"], context["key"]])
        self.send_mail("password_reset_key", email, {**context, "path": path})

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """In the language of the account, whatever page the change was made on."""
        super().send_notification_mail(
            template_prefix, user, {"user": user, **(context or {})}, email
        )

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Our texts in the language of the account; of the page where there is no account."""
        name = template_prefix.rpartition("/")[2]
        change = _CHANGES.get(name)
        kind = "factor_changed" if change else _KINDS.get(name, name)
        person = context.get("user")
        language = person.language if isinstance(person, User) else active_language()
        names = {**context, "person": person, "change": change}
        texts = mails.render(kind, language=language, context=names)
        to = [email] if isinstance(email, str) else email
        message = KindMessage(texts.subject, texts.text, to=to, headers=headers)
        message.kind = kind
        message.attach_alternative(texts.html, "text/html")
        return message
