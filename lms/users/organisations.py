"""Signing in through one's organisation: by OpenID Connect, with those the installation names."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount import forms as social
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.core.bilingual import active_language
from lms.users.fields import AddressField, NameField
from lms.users.models import User, normal_email
from lms.users.names import validate_name


class OrganisationAdapter(DefaultSocialAccountAdapter):
    """Allauth's behaviour with the organisations of the settings, and nothing kept but an id."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """None from the database: that would be a statement of every sign-in."""
        return [
            _app(row)
            for row in settings.OIDC_PROVIDERS
            if provider in {None, "openid_connect", row["id"]}
            and client_id in {None, row["client_id"]}
        ]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """It is for signing in and for nothing else that a parameter could ask for."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(redirect("account_login"))

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        """A suggestion: name and address. What else the organisation says is not stored."""
        sociallogin.account.extra_data = {}
        person: User = sociallogin.user
        parts = (data.get("first_name") or "", data.get("last_name") or "")
        person.display_name = " ".join(str(data.get("name") or " ".join(parts)).split())[:200]
        person.email = normal_email(data.get("email"))
        person.language = active_language()
        return person

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Where the name can stand on a certificate; otherwise the person is asked."""
        name = sociallogin.user.display_name
        try:
            validate_name(name)
        except ValidationError:
            return False
        return bool(name) and bool(super().is_auto_signup_allowed(request, sociallogin))

    def get_signup_form_initial_data(self, sociallogin: SocialLogin) -> dict[str, str]:
        person = sociallogin.user
        return {"display_name": person.display_name, "email": person.email or ""}

    def on_authentication_error(self, request: HttpRequest, *_what: Any, **_more: Any) -> None:
        """Back to the doors, whatever went wrong there."""
        messages.error(request, _("Your organisation did not let you in. Choose another way."))
        raise ImmediateHttpResponse(redirect("account_login"))


def _app(row: dict[str, str]) -> SocialApp:
    app = SocialApp(provider="openid_connect", provider_id=row["id"], name=row["name"])
    app.client_id, app.secret = row["client_id"], row["client_secret"]
    app.settings = {"server_url": row["issuer"], "oauth_pkce_enabled": True}
    return app


class SignupForm(social.SignupForm):
    """What the organisation did not say."""

    field_order = ("display_name", "email")
    display_name = NameField(help_text=gettext_lazy("As it should stand on a certificate"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField(help_text=gettext_lazy("We send a code to confirm it"))
        self.order_fields(self.field_order)
