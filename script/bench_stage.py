"""A filled database for one run, on SQLite or PostgreSQL, and the environment of the product."""

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from bench_servers import ROOT
from psycopg import sql

SERVER = "BENCH_POSTGRES_URL"
RUN = "bench_run"


@dataclass(frozen=True)
class Stage:
    """Where the run happens; `folder` holds everything that the product writes."""

    folder: Path
    database_url: str
    port: int
    key: str = field(default_factory=lambda: secrets.token_urlsafe(50))

    @property
    def env(self) -> dict[str, str]:
        """The product's environment: that of production, on loopback."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {
            **kept,
            "DJANGO_SETTINGS_MODULE": "lms.settings.main",
            "ENVIRONMENT": "production",
            "SECRET_KEY": self.key,
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "BIND": "127.0.0.1",
            "PORT": str(self.port),
            "VAR_DIR": str(self.folder),
            "DATABASE_URL": self.database_url,
            "LOG_LEVEL": "WARNING",
            "PYTHONPATH": str(ROOT),
        }


def prepare(database: str, scale: int, *, folder: Path, kept: Path | None, port: int) -> Stage:
    """Fill a database at this scale and return a stage with a copy of it.

    In `kept` filled databases stay for the next run; without it they live as long as `folder`.
    """
    store = kept or folder / "filled"
    store.mkdir(parents=True, exist_ok=True)
    if database == "sqlite":
        url = _sqlite(scale, folder, store, port)
    else:
        url = _postgres(scale, folder, port)
    stage = Stage(folder, url, port)
    _manage(stage.env, "prepare")
    return stage


def clear(database: str, *, scale: int, kept: bool) -> None:
    """Drop what a run left on a PostgreSQL server."""
    if database == "postgres":
        for name in [RUN] if kept else [RUN, _filled(scale)]:
            _on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _sqlite(scale: int, folder: Path, store: Path, port: int) -> str:
    filled, run = store / f"scale-{scale}.sqlite3", folder / "run.sqlite3"
    if not filled.exists():
        half = filled.with_suffix(".half")
        half.unlink(missing_ok=True)
        _fill(Stage(folder, f"sqlite:///{half}", port), scale)
        half.rename(filled)
    shutil.copyfile(filled, run)
    return f"sqlite:///{run}"


def _postgres(scale: int, folder: Path, port: int) -> str:
    name = _filled(scale)
    if not _on_server("SELECT 1 FROM pg_database WHERE datname = {}", name, literal=True):
        half = f"{name}_half"
        _on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", half)
        _on_server("CREATE DATABASE {}", half)
        _fill(Stage(folder, _address(half), port), scale)
        _on_server("ALTER DATABASE {} RENAME TO {}", half, name)
    _on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", RUN)
    _on_server("CREATE DATABASE {} TEMPLATE {}", RUN, name)
    with psycopg.connect(_address(RUN), autocommit=True) as line:
        line.execute("VACUUM ANALYZE")
    return _address(RUN)


def _filled(scale: int) -> str:
    return f"bench_scale_{scale}"


def _address(name: str) -> str:
    return urlunsplit(urlsplit(_server())._replace(path=f"/{name}"))


def _server() -> str:
    if not os.environ.get(SERVER):
        sys.exit(f"{SERVER} must name a PostgreSQL server where databases may be made, such as "
                 "postgresql://postgres@127.0.0.1:5432/postgres")  # fmt: skip
    return os.environ[SERVER]


def _on_server(statement: str, *names: str, literal: bool = False) -> bool:
    """Run a statement on the server; whether it found a row."""
    kind = sql.Literal if literal else sql.Identifier
    query = sql.SQL(statement).format(*(kind(name) for name in names))
    with psycopg.connect(_server(), autocommit=True) as line:
        cursor = line.execute(query)
        return bool(cursor.description and cursor.fetchone())


def _fill(stage: Stage, scale: int) -> None:
    development = {**stage.env, "ENVIRONMENT": "development", "DEMO": "1"}
    _manage(development, "prepare", "--demo", "--scale", str(scale))


def _manage(env: Mapping[str, str], *arguments: str) -> None:
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    subprocess.run(command, env=dict(env), cwd=ROOT, check=True, stdout=sys.stderr)
