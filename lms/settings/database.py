"""Where rows and short-lived values are kept."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from lms.settings import environment
from lms.settings.environment import BadSetting

# Measured with eight writers: Django's defaults lose four of five transactions to "database is
# locked", these lose none. Each atomic block takes the write lock, so keep them short.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; "
        "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=27103364; "
        "PRAGMA foreign_keys=ON;"
    ),
}


def database(url: str, var_dir: Path) -> dict[str, Any]:
    """Django's settings for the address; raises BadSetting for an unknown kind."""
    parts = urlsplit(url or f"sqlite:///{var_dir / 'db.sqlite3'}")
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path[1:])))
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": {"pool": True, **dict(parse_qsl(parts.query))},
        }
    raise BadSetting("DATABASE_URL must begin with sqlite: or postgresql:.")


def _sqlite(path: Path) -> dict[str, Any]:
    file = environment.PROJECT_DIR / path
    file.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": SQLITE_OPTIONS,
        # Opening the file and setting it up costs three times a small page: once for each thread.
        "CONN_MAX_AGE": None,
    }


def cache(url: str, name: str = "default", entries: int = 10_000) -> dict[str, Any]:
    """Django's settings for the address; raises BadSetting for an unknown kind."""
    if url.startswith("locmem:"):
        return {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": name,
            "OPTIONS": {"MAX_ENTRIES": entries},
        }
    if url.startswith(("redis:", "rediss:")):
        return {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": url,
            "KEY_PREFIX": name,
        }
    raise BadSetting("CACHE_URL must begin with locmem: or redis:.")


DATABASES = {"default": database(environment.DATABASE_URL, environment.VAR_DIR)}
# Reading eight times slower, and a write lock around every SQLite page view: never.
ATOMIC_REQUESTS = False
# Pages apart: whoever asks for many addresses must not push the counts of sign-ins out.
CACHES = {
    "default": cache(environment.CACHE_URL),
    "pages": cache(environment.CACHE_URL, "pages", 500),
    "sessions": cache(environment.CACHE_URL, "sessions", 5_000),
}
# The table holds every session; a copy in memory saves each request a statement. Only where all web
# processes share that memory: whoever signs out must be out everywhere.
_SHARED_MEMORY = environment.WEB_WORKERS == 1 or not environment.CACHE_URL.startswith("locmem:")
SESSION_ENGINE = f"django.contrib.sessions.backends.{'cached_db' if _SHARED_MEMORY else 'db'}"
SESSION_CACHE_ALIAS = "sessions"

# SQLite and PostgreSQL both search; the words are stemmed before they are stored, so that
# PostgreSQL must not stem them again.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}
}
