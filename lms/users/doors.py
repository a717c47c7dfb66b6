"""The doors: those pages of allauth that the product offers, and no other.

None may be kept by a browser or a proxy: they hold a form, or a name.
"""

from allauth.account import views
from django.urls import path, re_path
from django.views.decorators.cache import never_cache

from lms.users.views import says_when_run_out

urlpatterns = [
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
