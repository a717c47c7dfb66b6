"""What a start does to a database and to the static files, and what it leaves alone."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from lms.core.management.commands import prepare
from lms.settings import demo, environment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Path:
    monkeypatch.setattr(environment, "VAR_DIR", tmp_path)
    settings.STATIC_ROOT = tmp_path / "static"
    return tmp_path


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[str]:
    """Names of the commands that a start would run."""
    names: list[str] = []

    def note(name: str, *_arguments: str, **_options: object) -> None:
        names.append(name)
        (folder / "static").mkdir(exist_ok=True)

    monkeypatch.setattr(prepare, "call_command", note)
    return names


def test_static_files_are_collected_once(called: list[str]) -> None:
    call_command("prepare")
    call_command("prepare")
    assert called == ["collectstatic"]


def test_a_database_in_use_is_not_filled_with_the_demo(called: list[str]) -> None:
    call_command("prepare")
    assert "demo" not in called


def test_a_new_database_is_filled_once(called: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MigrationRecorder, "has_table", lambda _self: False)
    call_command("prepare")
    assert called.count("demo") == 1
    assert not demo.unfinished().exists()


def test_a_demo_that_was_stopped_half_way_is_finished(called: list[str]) -> None:
    demo.unfinished().touch()
    call_command("prepare")
    assert "demo" in called
    assert demo.shown()


def test_what_follows_demo_reaches_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(prepare, "call_command", lambda *names, **_: calls.append(names))
    call_command("prepare", "--demo", "--json")
    assert calls == [("demo", "--json")]


def test_static_files_are_collected_again_when_one_changed(tmp_path: Path) -> None:
    file = tmp_path / "app.css"
    file.write_text("a {}")
    before = prepare.checksum(iter([file]))
    file.write_text("b {}")
    assert prepare.checksum(iter([file])) != before
