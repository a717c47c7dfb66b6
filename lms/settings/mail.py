"""Mail leaves by a job, never within a request."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from lms.settings import environment
from lms.settings.environment import BadSetting


def delivery(url: str, var_dir: Path) -> dict[str, Any]:
    """Which backend hands mail over, and its arguments; raises BadSetting for an unknown kind."""
    parts = urlsplit(url or f"file:///{var_dir / 'mail'}")
    if parts.scheme == "file":
        folder = environment.PROJECT_DIR / unquote(parts.path[1:])
        return {
            "BACKEND": "lms.notifications.delivery.FolderBackend",
            "OPTIONS": {"folder": str(folder)},
        }
    if parts.scheme in {"smtp", "smtps"}:
        return {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": parts.hostname or "localhost",
                "port": parts.port or (465 if parts.scheme == "smtps" else 587),
                "username": unquote(parts.username or ""),
                "password": unquote(parts.password or ""),
                "use_ssl": parts.scheme == "smtps",
                "use_tls": parse_qs(parts.query).get("tls") == ["1"],
                "timeout": 20,
            },
        }
    raise BadSetting("MAIL_URL must begin with file:, smtp: or smtps:.")


EMAIL_BACKEND = "lms.notifications.backend.QueuedEmailBackend"
# Used by the job: get_connection(MAIL_DELIVERY["BACKEND"], **MAIL_DELIVERY["OPTIONS"]).
MAIL_DELIVERY = delivery(environment.MAIL_URL, environment.VAR_DIR)
DEFAULT_FROM_EMAIL = environment.MAIL_FROM
SERVER_EMAIL = environment.MAIL_FROM
