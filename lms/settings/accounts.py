"""Signing up and in: one door, by password or by a code sent to the address."""

from lms.settings import environment

AUTHENTICATION_BACKENDS = ["lms.users.backends.AddressBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "learning:my_learning"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "lms.users.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
# Without a password people come in by a code sent to their address.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_FORMS = {
    "login": "lms.users.forms.LoginForm",
    "signup": "lms.users.forms.SignupForm",
    "request_login_code": "lms.users.forms.RequestLoginCodeForm",
    "confirm_login_code": "lms.users.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "lms.users.forms.ConfirmAddressForm",
    "reset_password": "lms.users.forms.ResetPasswordForm",
    "reset_password_from_key": "lms.users.forms.ResetPasswordKeyForm",
    "change_password": "lms.users.forms.ChangePasswordForm",
    "set_password": "lms.users.forms.SetPasswordForm",
    "reauthenticate": "lms.users.forms.ReauthenticateForm",
    "add_email": "lms.users.forms.ChangeAddressForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# Mail to a hospital can take some minutes.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_TIMEOUT = 15 * 60
PASSWORD_RESET_TIMEOUT = 4 * 60 * 60
# Somebody at a screen that was left open must not take the account over.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True

# Counted before a password is hashed. A hospital is one address, so an address may try often;
# an account may not.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "300/m/ip,5/300s/key",
    "signup": "60/m/ip",
    "request_login_code": "60/m/ip,3/m/key",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
    "confirm_email": "5/m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = environment.TRUSTED_PROXIES
