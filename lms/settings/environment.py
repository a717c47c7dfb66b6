"""Every variable the product reads from its environment, declared once.

Nothing else reads `os.environ` for configuration. `docs/settings.md` lists the same
variables; a test compares the two. Imports nothing but the standard library, because the
schedule process reads it without loading Django.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent


class BadSetting(Exception):
    """A variable holds something the product cannot start with; the text says which and why."""


@dataclass(frozen=True)
class Variable:
    """One row of the table in `docs/settings.md`."""

    name: str
    default: str
    help: str


class Environment:
    """Reads typed values and remembers what was asked for."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.variables: list[Variable] = []

    def given(self, name: str) -> bool:
        """Whether somebody set it, to whatever."""
        return bool(self._values.get(name, "").strip())

    def text(self, name: str, default: str, help: str) -> str:
        self.variables.append(Variable(name, default, help))
        return self._values.get(name, "").strip() or default

    def choice(self, name: str, choices: tuple[str, ...], help: str) -> str:
        """One of `choices`; the first is the default."""
        value = self.text(name, choices[0], help)
        if value not in choices:
            raise BadSetting(f"{name} is “{value}”. It can be {' or '.join(choices)}.")
        return value

    def flag(self, name: str, help: str) -> bool:
        """Off unless switched on."""
        value = self.text(name, "0", help).lower()
        if value not in {"0", "1", "true", "false", "yes", "no", "on", "off"}:
            raise BadSetting(f"{name} is “{value}”. It can be 1 or 0.")
        return value in {"1", "true", "yes", "on"}

    def number(self, name: str, default: int, help: str) -> int:
        value = self.text(name, str(default), help)
        if not value.isascii() or not value.isdigit():
            raise BadSetting(f"{name} is “{value}”. It must be a whole number, 0 or more.")
        return int(value)

    def words(self, name: str, help: str) -> list[str]:
        """Values between commas; none unless given."""
        return [word.strip() for word in self.text(name, "", help).split(",") if word.strip()]

    def rows(self, name: str, needed: tuple[str, ...], help: str) -> list[dict[str, str]]:
        """A JSON list of objects with texts, each with the `needed` names; none unless given."""
        value = self.text(name, "", help)
        try:
            rows = json.loads(value) if value else []
            whole = all(isinstance(row[key], str) and row[key] for row in rows for key in needed)
        except (ValueError, TypeError, KeyError):
            whole = False
        if not whole or not isinstance(rows, list):
            raise BadSetting(f"{name} must be a JSON list of objects with {', '.join(needed)}.")
        return rows

    def folder(self, name: str, default: str, help: str) -> Path:
        """A relative folder is taken from the project's own."""
        return PROJECT_DIR / self.text(name, default, help)


env = Environment(os.environ)

ENVIRONMENT = env.choice(
    "ENVIRONMENT",
    ("development", "production"),
    "`production` refuses to start with `DEMO`, with `DEBUG` or without `SECRET_KEY`.",
)
PRODUCTION = ENVIRONMENT == "production"
DEBUG = env.flag("DEBUG", "Django's error pages, and templates and static files read anew.")
DEMO = env.flag(
    "DEMO",
    "The page with demo accounts and sent mail. `script/server` switches it on when it has "
    "filled a new database with the demo network.",
)
SECRET_KEY = env.text(
    "SECRET_KEY",
    "",
    "Signs sessions and links, and encrypts the secrets of second steps. Development keeps "
    "`secret_key` in `VAR_DIR`.",
)
SECRET_KEY_FALLBACKS = env.words(
    "SECRET_KEY_FALLBACKS",
    "Earlier values of `SECRET_KEY`, between commas: what they signed and encrypted still opens.",
)
_SITE_URL = env.text(
    "SITE_URL",
    "",
    "Address of the site as people see it, in mails and on certificates. When it begins with "
    "`https` cookies and headers demand TLS. Empty: `http://localhost` with `PORT`.",
)
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS", "Further host names, between commas, beside that of `SITE_URL`."
)
TRUSTED_PROXIES = env.number(
    "TRUSTED_PROXIES",
    0,
    "How many proxies stand in front. Above 0, `X-Forwarded-For` and `X-Forwarded-Proto` count.",
)
MEDIA_BY_PROXY = env.flag(
    "MEDIA_BY_PROXY",
    "The proxy in front sends uploads when told so (`X-Accel-Redirect` to `/protected/`).",
)
BIND = env.text("BIND", "127.0.0.1", "Address the web server listens on.")
PORT = env.number("PORT", 8000, "Port the web server listens on.")
SITE_URL = (_SITE_URL or f"http://localhost:{PORT}").rstrip("/")
WEB_WORKERS = env.number("WEB_WORKERS", 1, "Web processes. Keep 1 with SQLite.")
WEB_THREADS = env.number("WEB_THREADS", 4, "Requests a web process answers at once.")
JOB_THREADS = env.number("JOB_THREADS", 2, "Jobs the worker does at once.")
JOB_LEASE = env.number(
    "JOB_LEASE", 30, "Seconds after which the job of a worker that fell silent is taken by another."
)
VAR_DIR = env.folder(
    "VAR_DIR", "var", "Folder of everything that is written: database, media, mail, queue, static."
)
DATABASE_URL = env.text(
    "DATABASE_URL",
    "",
    "`sqlite:////folder/file` or `postgresql://user:password@host:port/name`. "
    "Empty: `db.sqlite3` in `VAR_DIR`.",
)
CELERY_BROKER_URL = env.text(
    "CELERY_BROKER_URL",
    "filesystem://",
    "The bell that wakes the worker: files in `VAR_DIR`, or `redis://host:port/number`.",
)
CACHE_URL = env.text(
    "CACHE_URL",
    "locmem://",
    "`redis://host:port/number`, or the memory of each process. Use Redis with more than one "
    "web process: limits on sign-in are counted here.",
)
MAIL_URL = env.text(
    "MAIL_URL",
    "",
    "`smtp://user:password@host:587` (STARTTLS with `?tls=1`), `smtps://…` (TLS from the start), "
    "or `file:////folder`. Empty: the folder `mail` in `VAR_DIR`.",
)
MAIL_FROM = env.text("MAIL_FROM", "ATMP Learning <no-reply@localhost>", "Sender of every mail.")
OIDC_PROVIDERS = env.rows(
    "OIDC_PROVIDERS",
    ("id", "name", "issuer", "client_id", "client_secret"),
    "Organisations through which people may sign in by OpenID Connect: a JSON list of objects with "
    "`id`, `name`, `issuer`, `client_id`, `client_secret`. Each is trusted with the addresses that "
    "it calls verified. Its redirect address is `SITE_URL` and `/oidc/<id>/callback/`.",
)
LOG_FORMAT = env.choice(
    "LOG_FORMAT", ("auto", "json", "console"), "`auto` is `json` in production."
)
LOG_LEVEL = env.choice(
    "LOG_LEVEL", ("INFO", "DEBUG", "WARNING", "ERROR"), "What is logged, from this level up."
)

if PRODUCTION and DEMO:
    raise BadSetting("DEMO shows the passwords of its accounts. Production does not start with it.")
if PRODUCTION and DEBUG:
    raise BadSetting("DEBUG shows code and settings. Production does not start with it.")
if PRODUCTION and not SECRET_KEY:
    raise BadSetting("Production needs SECRET_KEY: fifty or more random characters.")
