"""The file: a tar that begins with a mark and ends with its list of contents.

    mark            what this file is
    database        a dump, compressed
    media/…         every uploaded file
    manifest.json   versions, migrations, and length and SHA-256 of each member
    manifest.sha256 of the manifest

Written and read in pieces, whatever its size. Reading begins with a look at every byte, so that
nothing of a damaged file is ever written anywhere.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from lms.reports.backup.progress import Progress, Say
from lms.reports.backup.refusal import Refused

MARK_NAME, MARK = "mark", b"Backup of ATMP Learning, format 1\n"
DATABASE, MEDIA = "database", "media/"
MANIFEST, SEAL = "manifest.json", "manifest.sha256"
CHUNK = 1024 * 1024
SMALL = 1024  # bytes; a mark or a seal is never longer

Manifest = dict[str, Any]


class _Hashed(io.RawIOBase):
    """A file that is hashed while somebody else reads it."""

    def __init__(self, file: IO[bytes], progress: Progress) -> None:
        super().__init__()
        self._file = file
        self._progress = progress
        self._total = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        part = self._file.read(size)
        self._total.update(part)
        self._progress.add(len(part))
        return part

    @property
    def sha256(self) -> str:
        """Of all that was read."""
        return self._total.hexdigest()


class Writer:
    """Takes files one after the other, then the list of them."""

    def __init__(self, tar: tarfile.TarFile, progress: Progress) -> None:
        self._tar = tar
        self._progress = progress
        self._members: dict[str, dict[str, Any]] = {}
        self._small(MARK_NAME, MARK)

    def add(self, name: str, path: Path) -> None:
        """Take a file in under a name."""
        with path.open("rb") as file:
            hashed = _Hashed(file, self._progress)
            info = tarfile.TarInfo(name)
            info.size, info.mode = os.fstat(file.fileno()).st_size, 0o600
            self._tar.addfile(info, cast(IO[bytes], hashed))
        self._members[name] = {"size": info.size, "sha256": hashed.sha256}

    def finish(self, facts: Manifest) -> None:
        """Write what the file is about, and what it holds."""
        content = json.dumps({**facts, "members": self._members}).encode()
        self._small(MANIFEST, content)
        self._small(SEAL, hashlib.sha256(content).hexdigest().encode())

    def _small(self, name: str, content: bytes) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = len(content), 0o600
        self._tar.addfile(info, io.BytesIO(content))


@contextmanager
def writing(path: Path, say: Say) -> Iterator[Writer]:
    """A file that gets its name only when it is whole, and is read by its owner only."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.touch(mode=0o600)
        with unfinished.open("wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield Writer(tar, Progress("Written", say))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def examine(path: Path, say: Say) -> Manifest:
    """The manifest of a file that is whole and ours; Refused otherwise."""
    try:
        with tarfile.open(path, "r:") as tar:
            return _examined(tar, path, Progress("Examined", say, total=path.stat().st_size))
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror or error}.") from error
    except tarfile.TarError as error:
        raise Refused(f"{path} is damaged or no backup of this product.") from error


def _examined(tar: tarfile.TarFile, path: Path, progress: Progress) -> Manifest:
    first = tar.next()
    if first is None or first.name != MARK_NAME or _content(tar, first, SMALL) != MARK:
        raise Refused(f"{path} is no backup of this product, or of another format.")
    found: dict[str, dict[str, Any]] = {}
    content = b""
    for member in tar:
        if member.name == MANIFEST:
            content = _content(tar, member, member.size)
        elif member.name == SEAL:
            seal = hashlib.sha256(content).hexdigest().encode()
            if content and seal == _content(tar, member, SMALL):
                return _compared(json.loads(content), found, path)
            raise Refused(f"{path} is damaged: its list of contents was changed.")
        elif member.name != MARK_NAME:
            found[member.name] = _hash(tar, member, progress)
    raise Refused(f"{path} is damaged: it ends before its list of contents.")


def _compared(manifest: Manifest, found: dict[str, dict[str, Any]], path: Path) -> Manifest:
    listed = manifest["members"]
    for name in sorted(found.keys() | listed.keys()):
        if found.get(name) != listed.get(name):
            raise Refused(f"{path} is damaged: {name} is not what was put in.")
    return manifest


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo, limit: int) -> bytes:
    file = tar.extractfile(member)
    return file.read(limit) if file else b""


def _hash(tar: tarfile.TarFile, member: tarfile.TarInfo, progress: Progress) -> dict[str, Any]:
    file = tar.extractfile(member)
    if file is None:
        return {}
    hashed = _Hashed(file, progress)
    while hashed.read(CHUNK):
        pass
    return {"size": member.size, "sha256": hashed.sha256}


@contextmanager
def member(path: Path, name: str) -> Iterator[IO[bytes]]:
    """One file of an archive that was examined."""
    with tarfile.open(path, "r:") as tar:
        yield cast(IO[bytes], tar.extractfile(name))


def unpack_media(path: Path, target: Path, say: Say) -> None:
    """Write the uploaded files of an archive that was examined into an empty folder."""
    progress = Progress("Unpacked", say)
    with tarfile.open(path, "r:") as tar:
        for info in tar:
            if info.name.startswith(MEDIA):
                _unpack(tar, info, _inside(target, info.name.removeprefix(MEDIA)), progress)


def _inside(target: Path, name: str) -> Path:
    place = (target / name).resolve()
    if not place.is_relative_to(target.resolve()):
        raise Refused(f"The file {name} would lie outside the folder of uploads.")
    return place


def _unpack(tar: tarfile.TarFile, info: tarfile.TarInfo, place: Path, progress: Progress) -> None:
    source = tar.extractfile(info)
    if source is None:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as file:
        while part := source.read(CHUNK):
            file.write(part)
            progress.add(len(part))
    place.chmod(0o640)
