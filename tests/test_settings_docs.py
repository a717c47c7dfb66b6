"""The table of settings says what the code reads, and the code refuses what it cannot use."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lms.settings.database import cache, database
from lms.settings.environment import PROJECT_DIR, BadSetting, Environment, env
from lms.settings.mail import delivery

DOCS = PROJECT_DIR / "docs" / "settings.md"


def rows() -> list[str]:
    return [
        f"| `{one.name}` | {f'`{one.default}`' if one.default else ''} | {one.help} |"
        for one in env.variables
    ]


def test_table_of_settings_equals_the_code() -> None:
    table = [line for line in DOCS.read_text().splitlines() if line.startswith("| `")]
    assert table == [re.sub(r"\|  \|", "| |", row) for row in rows()]


def test_nothing_else_reads_the_environment() -> None:
    allowed = {"lms/settings/environment.py"}
    pattern = re.compile(r"os\.environ(\.get\(|\[)\"(?!DJANGO_|PYTEST_)\w+\"(?!\] = )|os\.getenv")
    readers = [
        str(file.relative_to(PROJECT_DIR))
        for room in ("lms", "home", "courses", "certificates")
        for file in (PROJECT_DIR / room).rglob("*.py")
        if pattern.search(file.read_text())
    ]
    assert set(readers) - allowed == set()


def load(tmp_path: Path, **values: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "from lms.settings.main import *; print(SESSION_COOKIE_NAME)"],
        cwd=PROJECT_DIR,
        env={**kept, "VAR_DIR": str(tmp_path), **values},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "Production needs SECRET_KEY"),
        ({"SECRET_KEY": "x" * 60, "DEMO": "1"}, "Production does not start with it"),
        ({"SECRET_KEY": "x" * 60, "DEBUG": "1"}, "Production does not start with it"),
    ],
)
def test_production_refuses_what_is_for_development(
    tmp_path: Path, values: dict[str, str], sentence: str
) -> None:
    result = load(tmp_path, ENVIRONMENT="production", **values)
    assert result.returncode != 0
    assert sentence in result.stderr


def test_a_site_behind_tls_gets_host_cookies(tmp_path: Path) -> None:
    assert load(tmp_path).stdout.strip() == "session"
    tls = load(tmp_path, SITE_URL="https://learning.example")
    assert tls.stdout.strip() == "__Host-session"


def test_development_keeps_its_key(tmp_path: Path) -> None:
    load(tmp_path)
    first = (tmp_path / "secret_key").read_text()
    load(tmp_path)
    assert (tmp_path / "secret_key").read_text() == first


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda reader: reader.flag("THING", ""), "perhaps"),
        (lambda reader: reader.number("THING", 1, ""), "-1"),
        (lambda reader: reader.number("THING", 1, ""), "many"),
        (lambda reader: reader.choice("THING", ("a", "b"), ""), "c"),
    ],
)
def test_a_wrong_value_is_refused_by_name(
    read: Callable[[Environment], object], value: str
) -> None:
    with pytest.raises(BadSetting, match="THING"):
        read(Environment({"THING": value}))


def test_database_addresses(tmp_path: Path) -> None:
    assert database("", tmp_path)["NAME"] == tmp_path / "db.sqlite3"
    assert database(f"sqlite:///{tmp_path}/x/y.db", tmp_path)["NAME"] == tmp_path / "x" / "y.db"
    server = database("postgresql://me:p%40ss@db.example:5433/learn?sslmode=require", tmp_path)
    assert (server["NAME"], server["USER"], server["PASSWORD"]) == ("learn", "me", "p@ss")
    assert (server["HOST"], server["PORT"]) == ("db.example", "5433")
    assert server["OPTIONS"] == {"pool": True, "sslmode": "require"}


def test_mail_addresses(tmp_path: Path) -> None:
    assert delivery("", tmp_path)["OPTIONS"] == {"folder": str(tmp_path / "mail")}
    options = delivery("smtp://me:secret@mail.example:2525?tls=1", tmp_path)["OPTIONS"]
    assert (options["host"], options["port"], options["use_tls"]) == ("mail.example", 2525, True)
    assert delivery("smtps://mail.example", tmp_path)["OPTIONS"]["port"] == 465


def test_unknown_kinds_of_address_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="DATABASE_URL"):
        database("mysql://db.example/x", tmp_path)
    with pytest.raises(BadSetting, match="CACHE_URL"):
        cache("memcached://cache.example")
    with pytest.raises(BadSetting, match="MAIL_URL"):
        delivery("imap://mail.example", tmp_path)
