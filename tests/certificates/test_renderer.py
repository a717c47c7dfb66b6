"""The drawing process and its faults: hanging, dying, lacking fonts. None is the award's."""

import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from certificates.renderer.client import (
    PROJECT,
    DrawingFailed,
    DrawingTookTooLong,
    Renderer,
    drawing_command,
)
from certificates.renderer.process import MEMORY

pytestmark = pytest.mark.slow
PAGE = '<html lang="en"><title>Paper</title><p>Paper</p></html>'
ECHO = """
import sys
source, target = sys.stdin.buffer, sys.stdout.buffer
while head := source.read(4):
    page = source.read(int.from_bytes(head, "big"))
    if page == b"sleep":
        __import__("time").sleep(60)
    if page == b"die":
        sys.exit(3)
    reply = b"+" + page
    target.write(len(reply).to_bytes(4, "big") + reply)
    target.flush()
"""


@contextmanager
def _echo(**options: float) -> Iterator[Renderer]:
    """A stand-in that hangs or dies when told to."""
    renderer = Renderer(command=[sys.executable, "-c", ECHO], **options)  # type: ignore[arg-type]
    try:
        yield renderer
    finally:
        renderer.close()


def test_one_process_draws_many_sheets() -> None:
    with _echo() as renderer:
        assert renderer.draw("one") == b"one"
        first = renderer.pid
        assert renderer.draw("two") == b"two"
        assert renderer.pid == first


def test_a_hanging_drawing_is_ended_in_time_and_the_next_one_works() -> None:
    with _echo(seconds=0.5) as renderer:
        begun = time.monotonic()
        with pytest.raises(DrawingTookTooLong):
            renderer.draw("sleep")
        assert time.monotonic() - begun < 20
        assert renderer.pid is None
        assert renderer.draw("next") == b"next"


def test_a_drawing_process_that_dies_fails_one_sheet_only() -> None:
    with _echo() as renderer:
        with pytest.raises(DrawingFailed):
            renderer.draw("die")
        assert renderer.draw("next") == b"next"


def test_a_process_that_was_killed_between_two_sheets_is_replaced() -> None:
    with _echo() as renderer:
        renderer.draw("one")
        first = renderer.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
        assert renderer.draw("two") == b"two"
        assert renderer.pid != first


def test_a_process_is_replaced_after_its_share_of_sheets() -> None:
    with _echo(sheets=2) as renderer:
        renderer.draw("one")
        first = renderer.pid
        renderer.draw("two")
        assert renderer.pid is None
        renderer.draw("three")
        assert renderer.pid != first


def test_the_process_gets_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "s3cret")
    tell = (
        "import os,sys;n=int.from_bytes(sys.stdin.buffer.read(4),'big');"
        "r=b'+'+repr(dict(os.environ)).encode();"
        "sys.stdout.buffer.write(len(r).to_bytes(4,'big')+r)"
    )
    renderer = Renderer(command=[sys.executable, "-c", tell])
    told = renderer.draw("x")
    renderer.close()
    assert b"s3cret" not in told
    assert b"DATABASE_URL" not in told


def test_missing_fonts_are_named_and_the_process_lives_on(tmp_path: Path) -> None:
    for name in ("css/certificate.css", "css/certificate-fonts.css", "img/certificate-art.svg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(PROJECT / "static" / name, tmp_path / name)
    renderer = Renderer(command=[*drawing_command()[:-1], str(tmp_path)], seconds=120)
    for _turn in range(2):
        with pytest.raises(DrawingFailed, match=r"woff2 is missing; script/setup brings it"):
            renderer.draw(PAGE)
    assert renderer.pid is not None
    renderer.close()


@pytest.fixture
def drawing(tmp_path: Path) -> Iterator[tuple[Renderer, Path]]:
    """A real drawing process and the folder that it keeps its files in."""
    *python, _folder, static = drawing_command()
    renderer = Renderer(command=[*python, str(tmp_path), static], seconds=120)
    yield renderer, tmp_path
    renderer.close()


def test_a_process_that_ends_leaves_no_files(drawing: tuple[Renderer, Path]) -> None:
    renderer, folder = drawing
    renderer.draw(PAGE)
    (own,) = folder.iterdir()
    # WeasyPrint's own folder stands inside, not among those of the whole machine.
    assert any(own.glob("weasyprint-*"))
    renderer.close()
    assert list(folder.iterdir()) == []


def test_what_a_killed_process_left_goes_with_the_next(drawing: tuple[Renderer, Path]) -> None:
    renderer, folder = drawing
    renderer.draw(PAGE)
    (left,) = folder.iterdir()
    assert renderer._process is not None
    renderer._process.kill()
    renderer._process.wait()
    assert left.exists()
    renderer.draw(PAGE)
    (own,) = folder.iterdir()
    assert own != left


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="needs Linux")
def test_the_process_has_a_limit_of_memory(renderer: Renderer) -> None:
    renderer.draw(PAGE)
    assert renderer.pid is not None
    assert resource.prlimit(renderer.pid, resource.RLIMIT_AS) == (MEMORY, MEMORY)


def test_the_real_process_ends_when_its_parent_closes_the_pipe(renderer: Renderer) -> None:
    assert renderer.draw(PAGE).startswith(b"%PDF-")
    process = renderer._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(timeout=60) == 0
    assert renderer.draw(PAGE).startswith(b"%PDF-")
