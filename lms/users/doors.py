"""The doors: those pages of allauth that the product offers, and no other.

None may be kept by a browser or a proxy: they hold a form, or a name.
"""

from allauth.account import views
from allauth.mfa.base import views as steps
from allauth.mfa.recovery_codes.views import generate_recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.providers.openid_connect import views as organisation
from allauth.socialaccount.views import signup as organisation_signup
from django.urls import path, re_path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import RedirectView

from lms.users import views as own
from lms.users.views import says_when_run_out

_in = [
    path("login/", never_cache(views.login), name="account_login"),
    path("login/code/", never_cache(views.request_login_code), name="account_request_login_code"),
    path(
        "login/code/confirm/",
        says_when_run_out(never_cache(views.confirm_login_code)),
        name="account_confirm_login_code",
    ),
    path("logout/", never_cache(views.logout), name="account_logout"),
    path("signup/", never_cache(views.signup), name="account_signup"),
    path("inactive/", never_cache(views.account_inactive), name="account_inactive"),
    path(
        "confirm-email/",
        says_when_run_out(never_cache(views.email_verification_sent)),
        name="account_email_verification_sent",
    ),
    path("email/", never_cache(views.email), name="account_email"),
    path("reauthenticate/", never_cache(views.reauthenticate), name="account_reauthenticate"),
    path("password/change/", never_cache(views.password_change), name="account_change_password"),
    path("password/set/", never_cache(views.password_set), name="account_set_password"),
    path("password/reset/", never_cache(views.password_reset), name="account_reset_password"),
    path(
        "password/reset/done/",
        never_cache(views.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        never_cache(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]

# The second step of signing in, and passkeys.
_steps = [
    path("login/step/", never_cache(steps.authenticate), name="mfa_authenticate"),
    path("login/passkey/", never_cache(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("reauthenticate/code/", never_cache(steps.reauthenticate), name="mfa_reauthenticate"),
    path(
        "reauthenticate/passkey/",
        never_cache(own.passkey_again),
        name="mfa_reauthenticate_webauthn",
    ),
]

# How one signs in. A person who must set up a second step reaches these and no other page.
security = [
    path("security/", never_cache(own.security), name="mfa_index"),
    path("security/app/", never_cache(totp.activate_totp), name="mfa_activate_totp"),
    path("security/app/remove/", never_cache(totp.deactivate_totp), name="mfa_deactivate_totp"),
    # Where allauth goes when a passkey was renamed or taken away.
    path(
        "security/passkeys/",
        never_cache(RedirectView.as_view(pattern_name="mfa_index")),
        name="mfa_list_webauthn",
    ),
    path("security/passkeys/add/", never_cache(own.add_passkey), name="mfa_add_webauthn"),
    path(
        "security/passkeys/<int:pk>/",
        never_cache(webauthn.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
    path(
        "security/passkeys/<int:pk>/remove/",
        never_cache(own.remove_passkey),
        name="mfa_remove_webauthn",
    ),
    path("security/codes/", never_cache(own.codes), name="mfa_view_recovery_codes"),
    path(
        "security/codes/new/",
        never_cache(generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "security/codes/download/",
        never_cache(own.download_codes),
        name="mfa_download_recovery_codes",
    ),
]

# Through one's organisation; the way back stands in `callback`, without a language.
_organisations = [
    path(
        "oidc/<slug:provider_id>/",
        never_cache(require_POST(organisation.login)),
        name="openid_connect_login",
    ),
    path("oidc/", never_cache(organisation_signup), name="socialaccount_signup"),
]
callback = path(
    "oidc/<slug:provider_id>/callback/",
    never_cache(require_GET(organisation.callback)),
    name="openid_connect_callback",
)

urlpatterns = [*_in, *_steps, *security, *_organisations]
