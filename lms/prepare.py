"""Makes the database and the static files ready for a start: `python -m lms.prepare`.

One process instead of three commands, because loading Django is most of a second start. Says
what it does as soon as it may take a while; silent where nothing is to do.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from lms import supervisor
from lms.settings import environment


def database_is_new() -> bool:
    """Whether no migration was ever run on it."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return not MigrationRecorder(connection).has_table()


def migrate() -> None:
    """Bring the tables up to date."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    _say("Bringing the tables up to date")
    call_command("migrate", interactive=False, verbosity=1)


def collect_static() -> None:
    """Collect the static files if any changed since the last time."""
    from django.conf import settings
    from django.core.management import call_command

    if settings.DEBUG:
        return
    stamp, wanted = Path(settings.STATIC_ROOT) / ".stamp", _static_checksum()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    _say("Collecting static files")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted)


def _static_checksum() -> str:
    total = hashlib.sha256()
    for file in _static_sources():
        total.update(str(file).encode() + file.read_bytes())
    return total.hexdigest()


def _static_sources() -> Iterator[Path]:
    """Our own files, and the lock that names the packages the others come from."""
    yield environment.PROJECT_DIR / "requirements" / "base.txt"
    static = environment.PROJECT_DIR / "static"
    yield from sorted(file for file in static.rglob("*") if file.is_file())


def load_demo(arguments: list[str]) -> None:
    """Fill the database with the demo network and remember that it was."""
    from django.core.management import call_command

    _say("Loading the demo network")
    call_command("demo", *arguments)
    supervisor.demo_marker().touch()


def _wants_demo(new: bool) -> bool:
    if environment.env.given("DEMO"):
        return environment.DEMO and not supervisor.demo_marker().exists()
    return new and not environment.PRODUCTION


def _say(text: str) -> None:
    print(text, flush=True)


def main(arguments: list[str]) -> None:
    """`--demo` loads the demo network whatever the state; what follows goes to its command."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.main")
    django.setup()
    new = database_is_new()
    migrate()
    if arguments[:1] == ["--demo"]:
        load_demo(arguments[1:])
        return
    collect_static()
    if _wants_demo(new):
        load_demo([])


if __name__ == "__main__":
    main(sys.argv[1:])
