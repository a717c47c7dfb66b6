"""The file of a backup: whole and ours, or refused before anything is written."""

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lms.reports.backup import Refused, archive


def _silent(_text: str) -> None: ...


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "dump").write_bytes(b"rows" * 5_000)
    (tmp_path / "image").write_bytes(b"pixels" * 5_000)
    target = tmp_path / "kept.backup"
    with archive.writing(target, _silent) as writer:
        writer.add("database", tmp_path / "dump")
        writer.add("media/images/cell.png", tmp_path / "image")
        writer.finish({"product": "1.0"})
    return target


def test_what_was_written_is_read_back(file: Path, tmp_path: Path) -> None:
    manifest = archive.examine(file, _silent)
    assert manifest["product"] == "1.0"
    assert manifest["members"].keys() == {"database", "media/images/cell.png"}
    archive.unpack_media(file, tmp_path / "media", _silent)
    assert (tmp_path / "media" / "images" / "cell.png").read_bytes() == b"pixels" * 5_000
    with archive.member(file, "database") as dump:
        assert dump.read() == b"rows" * 5_000


def test_only_its_owner_may_read_it(file: Path) -> None:
    assert file.stat().st_mode & 0o077 == 0


def test_a_backup_that_fails_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), archive.writing(tmp_path / "x", _silent) as writer:
        writer.add("database", tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def _bytes(file: Path, old: bytes, new: bytes) -> None:
    content = file.read_bytes()
    assert old in content
    file.write_bytes(content.replace(old, new, 1))


def _foreign(file: Path) -> None:
    with tarfile.open(file, "w") as tar:
        tar.addfile(tarfile.TarInfo("holiday.jpg"), io.BytesIO())


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda file: _bytes(file, b"rowsrows", b"rowsrowz"), "database is not what was put in"),
        (lambda file: _bytes(file, b"pixelspix", b"pixelspox"), "cell.png is not what was put in"),
        (lambda file: _bytes(file, b'"1.0"', b'"9.9"'), "its list of contents was changed"),
        (lambda file: _bytes(file, b"format 1", b"format 2"), "or of another format"),
        (lambda file: file.write_bytes(file.read_bytes()[:30_000]), "damaged"),
        (lambda file: file.write_bytes(file.read_bytes()[:52_736]), "ends before its list"),
        (lambda file: file.write_bytes(b"no backup at all"), "no backup of this product"),
        (lambda file: file.write_bytes(b""), "no backup of this product"),
        (_foreign, "no backup of this product"),
        (Path.unlink, "cannot be read"),
    ],
)
def test_a_damaged_or_foreign_file_is_refused(
    file: Path, damage: Callable[[Path], None], sentence: str
) -> None:
    damage(file)
    with pytest.raises(Refused, match=sentence):
        archive.examine(file, _silent)


def test_no_file_is_written_outside_the_folder_of_uploads(tmp_path: Path) -> None:
    (tmp_path / "evil").write_text("x")
    with archive.writing(tmp_path / "kept.backup", _silent) as writer:
        writer.add("media/../../escaped", tmp_path / "evil")
        writer.finish({})
    (tmp_path / "deep" / "media").mkdir(parents=True)
    with pytest.raises(Refused, match="outside"):
        archive.unpack_media(tmp_path / "kept.backup", tmp_path / "deep" / "media", _silent)
    assert not (tmp_path / "escaped").exists()
