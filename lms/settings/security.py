"""Keys, hosts, cookies, headers and passwords."""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE

from lms.settings import environment


def _development_key(file: Path) -> str:
    """Kept, so that a restart signs nobody out."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(secrets.token_urlsafe(50))
        file.chmod(0o600)
    return file.read_text()


def _organisations() -> list[str]:
    return sorted({"{0.scheme}://{0.netloc}".format(urlsplit(row["issuer"])) for row in OIDC})


OIDC = environment.OIDC_PROVIDERS
DEBUG = environment.DEBUG
PRODUCTION = environment.PRODUCTION
SECRET_KEY = environment.SECRET_KEY or _development_key(environment.VAR_DIR / "secret_key")
SECRET_KEY_FALLBACKS = environment.SECRET_KEY_FALLBACKS

SITE_URL = environment.SITE_URL
_TLS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname or "localhost", *environment.ALLOWED_HOSTS]
if not PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

SESSION_COOKIE_NAME = "__Host-session" if _TLS else "session"
SESSION_COOKIE_SECURE = _TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if _TLS else "csrf"
CSRF_COOKIE_SECURE = _TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = _TLS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

SECURE_SSL_REDIRECT = _TLS
SECURE_HSTS_SECONDS = 31536000 if _TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _TLS
SECURE_HSTS_PRELOAD = _TLS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if environment.TRUSTED_PROXIES else None
)
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        # The editor's pages alone ask for a nonce: their text fields write styles by script.
        "style-src": ["'self'", NONCE],
        # The editor shows its previews in a frame of the same site; nobody else may frame us.
        "frame-ancestors": ["'self'"],
        # Signing in through an organisation is a form that ends there.
        "form-action": ["'self'", *_organisations()],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "report-uri": "/csp-report/",
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
# Long pages in the editor post some thousand fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

PASSWORD_HASHERS = ["lms.users.hashers.TunedArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
