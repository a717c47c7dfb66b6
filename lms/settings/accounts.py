"""Signing up and in: one door, by password, by a code sent to the address or by passkey."""

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
# Somebody at a screen that was left open must not take the account over: what is sensitive asks
# again when nobody has proven who they are for so many seconds.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
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

# The second step of signing in, and passkeys, which are both steps in one.
MFA_ADAPTER = "lms.users.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "lms.users.factor_forms.SecondStepForm",
    "reauthenticate": "lms.users.factor_forms.CodeAgainForm",
    "activate_totp": "lms.users.factor_forms.AddAppForm",
    "add_webauthn": "lms.users.factor_forms.AddPasskeyForm",
    "edit_webauthn": "lms.users.factor_forms.NamePasskeyForm",
}
# Clocks of phones go wrong by some seconds.
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
# Who acts for others, and so needs a second step: asked with `person` and `at`.
SECOND_FACTOR_RULE = "home.centers.selectors.acts_for_others"

# Through one's organisation. A first sign-in is joined with the account that has the address which
# the organisation calls verified; where there is none, it makes one or asks.
OIDC_PROVIDERS = environment.OIDC_PROVIDERS
SOCIALACCOUNT_ADAPTER = "lms.users.organisations.OrganisationAdapter"
SOCIALACCOUNT_FORMS = {"signup": "lms.users.organisations.SignupForm"}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
