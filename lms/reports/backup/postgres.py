"""A PostgreSQL database, by the tools that come with the server's own version."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO, cast

from django.db import connection
from psycopg.conninfo import make_conninfo

from lms.reports.backup.progress import EVERY, Progress, Say
from lms.reports.backup.refusal import Refused

# Debian keeps each version's tools apart; the first of the path may be of another one.
FOLDERS = ("/usr/lib/postgresql/{}/bin", "/usr/pgsql-{}/bin", "/opt/homebrew/opt/postgresql@{}/bin")
SHOWN = 300  # characters of what a tool complained about


def version() -> str:
    """Of the server: its major number, which its tools must share."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return str(int(cursor.fetchone()[0]) // 10_000)


def dump(target: Path, say: Say) -> None:
    """Write the database as it is at this moment; people go on using it."""
    command = [
        tool("pg_dump"),
        *("--format=custom", "--no-owner", "--no-privileges", "--no-comments"),
        f"--file={target}",
        f"--dbname={_address()}",
    ]
    progress = Progress("Dumped", say)
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(command, env=_environment(), stderr=complaints)  # noqa: S603  no words from outside
        while _runs(process):
            progress.reach(target.stat().st_size if target.exists() else 0)
        _must_have_worked(process, complaints)


def load(dump: IO[bytes], after: Iterable[str], say: Say) -> None:
    """Fill the empty database and do the statements of `after`, all in one transaction."""
    with (
        tempfile.NamedTemporaryFile(prefix="restore-") as file,
        tempfile.TemporaryFile() as complaints,
    ):
        shutil.copyfileobj(dump, file)
        file.flush()
        reader = subprocess.Popen(  # noqa: S603  no words from outside
            [tool("pg_restore"), "--no-owner", "--no-privileges", "--file=-", file.name],
            stdout=subprocess.PIPE,
            stderr=complaints,
        )
        writer = subprocess.Popen(  # noqa: S603  no words from outside
            [
                tool("psql"),
                *("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"),
                *("--file=-", "--output=/dev/null", f"--dbname={_address()}"),
            ],
            env=_environment(),
            stdin=subprocess.PIPE,
            stderr=complaints,
        )
        _pour(reader, writer, after, Progress("Restored", say), complaints)


def _pour(
    reader: "subprocess.Popen[bytes]",
    writer: "subprocess.Popen[bytes]",
    after: Iterable[str],
    progress: Progress,
    complaints: IO[bytes],
) -> None:
    source, target = cast(IO[bytes], reader.stdout), cast(IO[bytes], writer.stdin)
    try:
        while part := source.read(1024 * 1024):
            target.write(part)
            progress.add(len(part))
        reader.wait()
        # Whatever came of half a dump must not be kept: without its end nothing is.
        _must_have_worked(reader, complaints)
        target.write(";\n".join(["SET search_path TO public", *after, ""]).encode())
        target.close()
    except (BrokenPipeError, Refused):
        reader.kill()
        writer.kill()
    finally:
        reader.wait()
        writer.wait()
    _must_have_worked(writer, complaints)


def tool(name: str) -> str:
    """The path of a tool of the server's version; Refused where there is none."""
    wanted = version()
    places = [shutil.which(name), *(f"{folder.format(wanted)}/{name}" for folder in FOLDERS)]
    for place in places:
        if place and Path(place).exists() and _version_of(place) == wanted:
            return place
    raise Refused(
        f"{name} of PostgreSQL {wanted} is needed here. "
        f"Install it (Debian: postgresql-client-{wanted}) and try again."
    )


def _version_of(place: str) -> str:
    told = subprocess.run([place, "--version"], capture_output=True, text=True, check=False)  # noqa: S603  a tool of our list
    return told.stdout.partition("(PostgreSQL) ")[2].partition(".")[0]


def _runs(process: "subprocess.Popen[bytes]") -> bool:
    try:
        process.wait(EVERY)
    except subprocess.TimeoutExpired:
        return True
    return False


def _must_have_worked(process: "subprocess.Popen[bytes]", complaints: IO[bytes]) -> None:
    if process.returncode:
        complaints.seek(0)
        said = " ".join(complaints.read(SHOWN).decode(errors="replace").split())
        raise Refused(f"PostgreSQL's tools failed: {said}")


def _address() -> str:
    told = connection.settings_dict
    named = {"dbname": "NAME", "user": "USER", "host": "HOST", "port": "PORT"}
    parts = {name: str(told[key]) for name, key in named.items() if told[key]}
    options = {name: value for name, value in told["OPTIONS"].items() if isinstance(value, str)}
    return make_conninfo("", **parts, **options)


def _environment() -> dict[str, str]:
    # Not on the command line, which every user of the machine can read.
    password = connection.settings_dict["PASSWORD"]
    return {**os.environ, **({"PGPASSWORD": password} if password else {})}
