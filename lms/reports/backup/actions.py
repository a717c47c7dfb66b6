"""Make a backup of a running installation; restore one into an empty place."""

import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from lms.core.models import Job
from lms.reports import health
from lms.reports.backup import again, archive, postgres, sqlite
from lms.reports.backup.archive import Manifest
from lms.reports.backup.progress import Say
from lms.reports.backup.refusal import Refused
from lms.reports.privacy.models import FOLDER

UNFINISHED = ".restoring"


def back_up(*, path: Path, at: datetime, say: Say) -> Manifest:
    """Write database and media into one file while people work; what it holds.

    Refuses to write over a file, or into the folder that it reads.
    """
    path = path.absolute()
    _check_target(path)
    database = _database()
    facts = _facts(database, at)
    with (
        tempfile.TemporaryDirectory(prefix=".backup-", dir=path.parent) as folder,
        archive.writing(path, say) as writer,
    ):
        dump = Path(folder) / "database"
        database.dump(dump, say)
        writer.add(archive.DATABASE, dump)
        # After the database: a file too many does no harm, one too few would.
        for file in _uploads():
            writer.add(archive.MEDIA + file.relative_to(settings.MEDIA_ROOT).as_posix(), file)
        writer.finish(facts)
    return facts


def restore(*, path: Path, say: Say) -> dict[str, Any]:
    """Fill an empty place from a backup: all of it or nothing. What was restored, and what waits.

    Raises Refused, with nothing written, where the place is not empty, or the file is damaged, of
    another product, of another kind of database or of a later version.
    """
    _check_empty()
    manifest = archive.examine(path, say)
    _check_fits(manifest)
    media = Path(settings.MEDIA_ROOT)
    try:
        _place_media(path, media, say)
        with archive.member(path, archive.DATABASE) as dump:
            _database().load(dump, again.statements(), say)
    except BaseException:
        _empty(media)
        raise
    # Pages, sessions and counts that belong to what was here before.
    for cache in caches.all():
        cache.clear()
    return _outcome(manifest)


def _database() -> ModuleType:
    return postgres if connection.vendor == "postgresql" else sqlite


def _facts(database: ModuleType, at: datetime) -> Manifest:
    project = tomllib.loads((settings.PROJECT_DIR / "pyproject.toml").read_text("utf8"))
    return {
        "product": project["project"]["version"],
        "made_at": at.isoformat(),
        "database": connection.vendor,
        "database_version": database.version(),
        "migrations": sorted(
            f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
        ),
    }


def _uploads() -> Iterator[Path]:
    for folder, folders, names in os.walk(settings.MEDIA_ROOT):
        # People's copies of their data are deleted after some days, so no backup keeps them.
        top = Path(folder) == Path(settings.MEDIA_ROOT)
        folders[:] = sorted(name for name in folders if not (top and name == FOLDER))
        for name in sorted(names):
            file = Path(folder) / name
            if file.is_file() and not file.is_symlink():
                yield file


def _check_target(path: Path) -> None:
    if path.exists():
        raise Refused(f"{path} exists. Choose another name: no backup is written over.")
    if not path.parent.is_dir():
        raise Refused(f"There is no folder {path.parent}.")
    if path.is_relative_to(Path(settings.MEDIA_ROOT).absolute()):
        raise Refused("A backup must not lie among the files that it holds.")


def _check_empty() -> None:
    if connection.introspection.table_names():
        raise Refused("The database is not empty. Restore into a new one, or drop this one first.")
    media = Path(settings.MEDIA_ROOT)
    if media.is_dir() and any(media.iterdir()):
        raise Refused(f"{media} is not empty. Move what lies there away first.")


def _check_fits(manifest: Manifest) -> None:
    if manifest["database"] != connection.vendor:
        raise Refused(
            f"The backup is of {manifest['database']}, this installation uses "
            f"{connection.vendor}. Set DATABASE_URL to a database of the same kind."
        )
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = {f"{app}.{name}" for app, name in loader.disk_migrations or {}}
    if unknown := sorted(set(manifest["migrations"]) - known - _replaced(loader)):
        raise Refused(
            f"The backup is of version {manifest['product']}, whose table change {unknown[0]} "
            "this version does not know. Install that version or a later one."
        )
    media = Path(settings.MEDIA_ROOT)
    needed = sum(member["size"] for member in manifest["members"].values())
    if health.free(media) < needed:
        raise Refused(f"{needed // 1_000_000} MB are needed in {health.existing(media)}.")


def _replaced(loader: MigrationLoader) -> set[str]:
    # A squashed migration takes the names of those it stands for along.
    found = (row.replaces or [] for row in (loader.disk_migrations or {}).values())
    return {f"{app}.{name}" for pairs in found for app, name in pairs}


def _place_media(path: Path, media: Path, say: Say) -> None:
    unfinished = media / UNFINISHED
    unfinished.mkdir(parents=True)
    archive.unpack_media(path, unfinished, say)
    for entry in unfinished.iterdir():
        entry.rename(media / entry.name)
    unfinished.rmdir()


def _empty(media: Path) -> None:
    """Take away what this restore put there: the folder was empty before."""
    for entry in media.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def _outcome(manifest: Manifest) -> dict[str, Any]:
    return {
        "made_at": manifest["made_at"],
        "product": manifest["product"],
        "files": len(manifest["members"]) - 1,
        "held_jobs": Job.objects.filter(state=Job.State.HELD).count(),
    }
