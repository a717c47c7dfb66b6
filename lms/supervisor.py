"""Runs web, worker and schedule together: `python -m lms.supervisor`.

Each child leads a process group of its own. The first exit, or INT, TERM or HUP, stops all:
TERM to every group, KILL after ten seconds. Stopping only the children would not do: Granian's
web process keeps the port when the one above it dies.
"""

import ctypes
import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from lms.settings import demo, environment

BIN = Path(sys.executable).parent
GRACE = 10.0
TICK = 0.1
_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36


def commands() -> dict[str, list[str]]:
    """What runs, by name."""
    return {
        "web": [
            str(BIN / "granian"),
            *("--interface", "wsgi", "--no-ws", "--no-access-log", "--log-level", "warning"),
            *("--host", environment.BIND, "--port", str(environment.PORT)),
            *("--workers", str(environment.WEB_WORKERS)),
            *("--blocking-threads", str(environment.WEB_THREADS)),
            *("--workers-kill-timeout", "5"),
            "lms.wsgi:application",
        ],
        "worker": [
            str(BIN / "celery"),
            *(
                "--quiet",
                "-A",
                "lms.celery",
                "worker",
                "-P",
                "threads",
                "-c",
                str(environment.JOB_THREADS),
            ),
            *("--without-gossip", "--without-mingle", "--loglevel", "warning"),
        ],
        "schedule": [
            str(BIN / "celery"),
            *("--quiet", "-A", "lms.schedule", "beat", "-S", "celery.beat:Scheduler"),
            *("--pidfile=", "--loglevel", "warning"),
        ],
    }


def _prctl(option: int, value: int) -> None:
    """Linux only; elsewhere the groups alone have to do."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _die_with_parent() -> None:
    _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Supervisor:
    """Starts the commands, waits for the first end, stops the rest."""

    commands: dict[str, list[str]]
    grace: float = GRACE
    say: Callable[[str], None] = lambda text: print(text, flush=True)
    running: dict[int, str] = field(default_factory=dict)
    groups: list[int] = field(default_factory=list)
    asked: int = 0

    def run(self, ready: Callable[[], bool], greeting: str) -> int:
        """0 after a signal, 1 after the death of a child."""
        _prctl(_PR_SET_CHILD_SUBREAPER, 1)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)
        for name, command in self.commands.items():
            self._start(name, command)
        died = self._watch(ready, greeting)
        self._stop()
        return 1 if died else 0

    def _ask(self, number: int, _frame: FrameType | None) -> None:
        self.asked += 1

    def _start(self, name: str, command: list[str]) -> None:
        child = subprocess.Popen(  # noqa: S603  the commands above
            command,
            stdin=subprocess.DEVNULL,
            cwd=environment.PROJECT_DIR,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509  there are no threads
        )
        self.running[child.pid] = name
        self.groups.append(child.pid)
        # The supervisor waits for every process itself; Popen must not wait a second time.
        child.returncode = 0

    def _watch(self, ready: Callable[[], bool], greeting: str) -> bool:
        greeted = False
        while not self.asked:
            for name in self._reap():
                self.say(f"{name} has ended; stopping the others.")
                return True
            if not greeted and ready():
                self.say(greeting)
                greeted = True
            time.sleep(TICK)
        return False

    def _reap(self) -> list[str]:
        """Names of the children that ended; grandchildren are only collected."""
        ended: list[str] = []
        while True:
            try:
                pid, _status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return ended
            if pid == 0:
                return ended
            if pid in self.running:
                ended.append(self.running.pop(pid))

    def _stop(self) -> None:
        self._signal_all(signal.SIGTERM)
        asked, until = self.asked, time.monotonic() + self.grace
        # Asking a second time cuts the grace short.
        while self._alive() and time.monotonic() < until and self.asked == asked:
            time.sleep(TICK)
        self._signal_all(signal.SIGKILL)
        until = time.monotonic() + self.grace
        while self._alive() and time.monotonic() < until:
            time.sleep(TICK)

    def _alive(self) -> bool:
        self._reap()
        return any(self._signal(group, 0) for group in self.groups)

    def _signal_all(self, number: int) -> None:
        for group in self.groups:
            self._signal(group, number)

    def _signal(self, group: int, number: int) -> bool:
        """False where nobody is left in the group."""
        try:
            os.killpg(group, number)
        except ProcessLookupError:
            return False
        except PermissionError:  # macOS says so of a group of zombies
            return False
        return True


def port_is_free(host: str, port: int) -> bool:
    """Whether the web server could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise
    return True


def answers(host: str, port: int) -> bool:
    """Whether somebody accepts connections there."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # nosec B104
    try:
        with socket.create_connection((reachable, port), timeout=1):
            return True
    except OSError:
        return False


def greeting() -> str:
    lines = [f"ATMP Learning runs at {environment.SITE_URL} (Ctrl-C stops it)"]
    if demo.DEMO:
        lines.append(f"Demo accounts and sent mail: {environment.SITE_URL}/en/demo/")
    return "\n".join(lines)


def main() -> int:
    host, port = environment.BIND, environment.PORT
    if not port_is_free(host, port):
        print(f"Port {port} is taken. Choose another: PORT={port + 1} script/server")
        return 1
    print("Starting web, worker and schedule", flush=True)
    return Supervisor(commands()).run(lambda: answers(host, port), greeting())


if __name__ == "__main__":
    sys.exit(main())
