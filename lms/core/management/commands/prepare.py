"""Make the database and the static files ready for a start: `manage.py prepare`."""

import hashlib
import sys
from argparse import REMAINDER, ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from lms.settings import demo, environment


class Command(BaseCommand):
    """One process for what would be three commands: loading Django is most of a second start.

    Says what it does where that may take a while; silent where nothing is to do.
    """

    help = "Brings tables and static files up to date; fills a new database with the demo network."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--demo", nargs=REMAINDER, help="load the demo network; what follows goes to `demo`"
        )

    def handle(self, **options: Any) -> None:
        if self._wants_demo():
            # Outlives a start that was stopped half-way: the next one loads the rest.
            demo.unfinished().touch()
        self._migrate()
        if options["demo"] is not None:
            self._load_demo(*options["demo"])
            return
        self._collect_static()
        if demo.unfinished().exists():
            self._load_demo()

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._say("Bringing the tables up to date")
            call_command("migrate", interactive=False, verbosity=1, stdout=sys.stderr)

    def _collect_static(self) -> None:
        if settings.DEBUG:
            return
        stamp, wanted = Path(settings.STATIC_ROOT) / ".stamp", checksum(static_sources())
        if stamp.exists() and stamp.read_text() == wanted:
            return
        self._say("Collecting static files")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(wanted)

    def _wants_demo(self) -> bool:
        if environment.env.given("DEMO"):
            return environment.DEMO and not demo.marker().exists()
        return not environment.PRODUCTION and not MigrationRecorder(connection).has_table()

    def _load_demo(self, *arguments: str) -> None:
        self._say("Loading the demo network")
        settings.DEMO = True  # from here on; the marker says so to the next process
        call_command("demo", *arguments)
        demo.marker().touch()
        demo.unfinished().unlink(missing_ok=True)

    def _say(self, text: str) -> None:
        # Not with the results: `--demo --json` prints JSON only.
        print(text, file=sys.stderr, flush=True)


def static_sources() -> Iterator[Path]:
    """Our own files, and the lock that names the packages the others come from."""
    yield environment.PROJECT_DIR / "requirements" / "base.txt"
    static = environment.PROJECT_DIR / "static"
    yield from sorted(file for file in static.rglob("*") if file.is_file())


def checksum(files: Iterator[Path]) -> str:
    """Of names and contents; a clone has other times, not other files."""
    total = hashlib.sha256()
    for file in files:
        total.update(str(file).encode() + file.read_bytes())
    return total.hexdigest()
