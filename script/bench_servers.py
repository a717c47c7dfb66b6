"""The processes that are measured: started here, read by their ids, and stopped again."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PATIENCE = 60.0


class Server:
    """A process group of our own: what it spent so far, what it holds, and its end."""

    def __init__(
        self, command: list[str], *, env: Mapping[str, str], log: Path, cwd: Path = ROOT
    ) -> None:
        self._log = log.open("ab")
        self.log = log
        self.process = subprocess.Popen(
            command, env=dict(env), cwd=cwd, stdout=self._log, stderr=self._log,
            start_new_session=True,
        )  # fmt: skip

    def wait_for(self, port: int) -> None:
        """Until it listens; an error where it ends or takes too long."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return
            time.sleep(0.1)
        raise RuntimeError(f"No server on port {port}:\n{self.log.read_text()[-3000:]}")

    def pids(self) -> list[int]:
        """Itself and everything below it."""
        return descendants(self.process.pid)

    def cpu(self) -> float:
        """CPU seconds of all its processes and threads that are alive."""
        return sum(_cpu(pid) for pid in self.pids())

    def memory(self) -> float:
        """Proportional set size of all its processes in MB."""
        return sum(_pss(pid) for pid in self.pids())

    def stop(self) -> None:
        """TERM, then KILL after ten seconds, to our own group only."""
        below = self.pids()
        for number in (signal.SIGTERM, signal.SIGKILL):
            for group in _groups(below):
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(group, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
                break
        self._log.close()


def granian(application: str, port: int, threads: int = 4) -> list[str]:
    """The web server as `lms.supervisor` starts it."""
    return [
        str(BIN / "granian"),
        *("--interface", "wsgi", "--no-ws", "--no-access-log", "--log-level", "warning"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", "1"),
        *("--blocking-threads", str(threads), "--workers-kill-timeout", "5"),
        application,
    ]


def descendants(root: int) -> list[int]:
    """A process and all below it, by one look at /proc."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                children.setdefault(int(_stat(int(entry.name))[1]), []).append(int(entry.name))
    found, open_ones = [], [root]
    while open_ones:
        pid = open_ones.pop()
        found.append(pid)
        open_ones += children.get(pid, [])
    return found


def _groups(pids: list[int]) -> set[int]:
    found = set()
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            found.add(os.getpgid(pid))
    return found


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat behind the name: 0 is the state."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _cpu(pid: int) -> float:
    # The scheduler counts nanoseconds of each thread; /proc/<pid>/stat only hundredths of a second.
    spent = 0
    for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        with contextlib.suppress(OSError):
            spent += int(thread.read_text().split()[0])
    return spent / 1e9


def cpu_of(pids: list[int]) -> dict[int, float]:
    """CPU seconds of single processes that are not ours to stop, such as database backends."""
    return {pid: _cpu(pid) for pid in pids}


def _pss(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
