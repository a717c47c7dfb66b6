"""One migrated SQLite file for all test processes: each starts from a copy of its own."""

import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from lms.settings.environment import PROJECT_DIR

FOLDER = PROJECT_DIR / "var" / "test"


def copy_migrated(target: Path) -> None:
    """Put a migrated, otherwise empty database at `target`; migrates where migrations changed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    template = FOLDER / f"{_checksum()}.sqlite3"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            _make(template)
    shutil.copyfile(template, target)


def refill() -> None:
    """Bring back the rows of the migrations after a test that emptied every table."""
    rows = getattr(connection, "_test_serialized_contents", None)
    if rows is not None:
        restore(rows)


def restore(rows: str) -> None:
    """Fill empty tables with rows that were serialized before."""
    # Saving a page asks for the content type of its kind, and would make one that is not back yet.
    found = sorted(json.loads(rows), key=lambda row: row["model"] != "contenttypes.contenttype")
    ContentType.objects.clear_cache()
    connection.creation.deserialize_db_from_string(json.dumps(found))


def _checksum() -> str:
    """Of every migration of ours, and of the lock that names the packages of the others."""
    total = hashlib.sha256((PROJECT_DIR / "requirements" / "dev.txt").read_bytes())
    for room in ("certificates", "courses", "home", "lms"):
        for file in sorted((PROJECT_DIR / room).rglob("migrations/*.py")):
            total.update(str(file).encode() + file.read_bytes())
    return total.hexdigest()[:16]


def _make(template: Path) -> None:
    for older in FOLDER.glob("*.sqlite3"):
        older.unlink()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
            cwd=PROJECT_DIR,
            env={**os.environ, "VAR_DIR": folder, "DATABASE_URL": ""}
            | {"DJANGO_SETTINGS_MODULE": "lms.settings.main"},
            check=True,
        )
        _fold_journal(Path(folder) / "db.sqlite3")
        shutil.move(Path(folder) / "db.sqlite3", template)


def _fold_journal(file: Path) -> None:
    """Write what stands in the write-ahead log into the file itself, so that it can be copied."""
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
