"""The worker's end of the drawing process: starts it, feeds it, and ends it when it hangs."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

from lms.settings import environment

PROJECT = Path(__file__).resolve().parents[2]
log = logging.getLogger(__name__)

SECONDS = 20.0  # a sheet takes a tenth of one; the first of a process two
SHEETS = 60  # then a new process: what a library leaks ends with the old one
SECONDS_TO_END = 2.0
# The process gets neither keys nor addresses of databases, whatever a drawing may do.
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")


class DrawingFailed(Exception):
    """No PDF this time: the process ended or refused. The job will be tried again."""


class DrawingTookTooLong(DrawingFailed):
    """The process hung and was ended."""


class Renderer:
    """One drawing process: started at the first sheet, replaced when it ends or has served."""

    def __init__(
        self, *, command: Sequence[str], seconds: float = SECONDS, sheets: int = SHEETS
    ) -> None:
        self._command = command
        self._seconds = seconds
        self._sheets = sheets
        self._process: subprocess.Popen[bytes] | None = None
        self._drawn = 0
        self._turn = threading.Lock()

    @property
    def pid(self) -> int | None:
        """The process id while one is alive."""
        alive = self._process is not None and self._process.poll() is None
        return self._process.pid if alive and self._process else None

    def draw(self, html: str) -> bytes:
        """The PDF of a page; DrawingFailed where there is none. One at a time: others wait."""
        with self._turn:
            reply = self._ask(self._running(), html.encode())
            self._drawn += 1
            if self._drawn >= self._sheets:
                self._end()
        if reply[:1] != b"+":
            log.error("renderer.refused", extra={"why": reply[1:].decode()})
            raise DrawingFailed(reply[1:].decode())
        return reply[1:]

    def close(self) -> None:
        """End the process; the next sheet starts a new one."""
        with self._turn:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(  # noqa: S603  our own module, no words from outside
                self._command,
                cwd=PROJECT,
                env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        return self._process

    def _ask(self, process: subprocess.Popen[bytes], message: bytes) -> bytes:
        hung = threading.Event()

        def end() -> None:
            hung.set()
            process.kill()

        watch = threading.Timer(self._seconds, end)
        watch.start()
        try:
            return _exchange(process, message)
        except (OSError, EOFError) as error:
            self._end()
            if hung.is_set():
                log.error("renderer.hung", extra={"seconds": self._seconds})
                raise DrawingTookTooLong(f"no answer within {self._seconds:g} s") from error
            log.error("renderer.ended", extra={"status": process.returncode})
            raise DrawingFailed("the drawing process ended") from error
        finally:
            watch.cancel()

    def _end(self) -> None:
        process, self._process, self._drawn = self._process, None, 0
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                cast(BinaryIO, pipe).close()
        # Without its pipe it ends by itself and takes its folder along.
        with suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS_TO_END)
        process.kill()
        process.wait()


def _exchange(process: subprocess.Popen[bytes], message: bytes) -> bytes:
    target, source = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
    target.write(len(message).to_bytes(4) + message)
    target.flush()
    head = source.read(4)
    body = source.read(int.from_bytes(head)) if len(head) == 4 else b""
    if not body or len(body) < int.from_bytes(head):
        raise EOFError
    return body


def drawing_command() -> list[str]:
    """How the drawing process is started."""
    folder, static = environment.VAR_DIR / "drawing", PROJECT / "static"
    return [sys.executable, "-m", "certificates.renderer.process", str(folder), str(static)]


_renderer = Renderer(command=drawing_command())


def draw(html: str) -> bytes:
    """Draw with the process that this worker keeps."""
    return _renderer.draw(html)
