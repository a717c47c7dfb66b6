"""A SQLite database while people use it: a copy of one moment, made page by page."""

import gzip
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import IO

from django.db import connection

from lms.reports.backup.progress import Progress, Say
from lms.reports.backup.refusal import Refused

PAGES = 2_000  # of a copy at once


def version() -> str:
    """Of the library."""
    return sqlite3.sqlite_version


def dump(target: Path, say: Say) -> None:
    """Write the database as it is at this moment, compressed."""
    copy = target.with_name("copy.sqlite3")
    place = Path(connection.settings_dict["NAME"]).resolve()
    with (
        closing(sqlite3.connect(f"{place.as_uri()}?mode=ro", uri=True, timeout=20)) as source,
        closing(sqlite3.connect(copy)) as taken,
    ):
        _copy(source, taken, say)
    with copy.open("rb") as plain, gzip.open(target, "wb", compresslevel=3) as packed:
        shutil.copyfileobj(plain, packed)
    copy.unlink()


def _copy(source: sqlite3.Connection, taken: sqlite3.Connection, say: Say) -> None:
    (size,) = source.execute("PRAGMA page_size").fetchone()
    progress = Progress("Copied", say)
    # Reading holds on to this moment: writers go on, and the copy need not begin anew.
    source.isolation_level = None
    source.execute("BEGIN")
    source.execute("SELECT count(*) FROM sqlite_master").fetchone()
    source.backup(
        taken,
        pages=PAGES,
        progress=lambda _status, left, total: progress.reach((total - left) * size),
    )
    taken.execute("PRAGMA journal_mode=DELETE")
    _check(taken)


def load(packed: IO[bytes], after: Iterable[str], say: Say) -> None:
    """Put a dump in place, with the statements of `after` done before anybody can see it."""
    place = Path(connection.settings_dict["NAME"])
    connection.close()
    unfinished = place.with_name(f".{place.name}.unfinished")
    try:
        with gzip.open(packed) as plain, unfinished.open("wb") as file:
            shutil.copyfileobj(plain, file)
        unfinished.chmod(0o640)
        with closing(sqlite3.connect(unfinished)) as database:
            _check(database)
            with database:
                for statement in after:
                    database.execute(statement)
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)


def _check(database: sqlite3.Connection) -> None:
    try:
        (told,) = database.execute("PRAGMA quick_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise Refused(f"The database is damaged: {error}.") from error
    if told != "ok":
        raise Refused(f"The database is damaged: {told}.")
