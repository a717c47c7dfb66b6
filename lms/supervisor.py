"""Runs web, worker and schedule together: `python -m lms.supervisor`.

Where they live on several machines, each runs what is named: `python -m lms.supervisor worker`.

Django is loaded once and the three are forked from there: they share that memory, and a start
costs one loading instead of three. Each leads a process group of its own. The first exit, or INT,
TERM or HUP, stops all: TERM to every group, KILL after ten seconds. Stopping only the children
would not do: Granian's web process keeps the port when the one above it dies.
"""

import ctypes
import errno
import gc
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from types import FrameType

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from lms.celery import app as celery
from lms.settings import demo, environment

SHARED = (
    "lms.wsgi",
    "lms.urls",
    "celery.apps.beat",
    "celery.apps.worker",
    "celery.bin.celery",
    "celery.concurrency.thread",
    "celery.worker.consumer",
    "celery.worker.strategy",
    "kombu.transport.filesystem",
)
GRACE = 10.0
TICK = 0.1
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36


def load() -> None:
    """Import what the three have in common, and keep the collector from copying it later."""
    gc.disable()
    for module in SHARED:
        import_module(module)
    gc.collect()
    gc.freeze()
    gc.enable()


def web() -> None:
    """Serve requests until told to stop."""
    Granian(
        "lms.wsgi:application",
        address=environment.BIND,
        port=environment.PORT,
        interface=Interfaces.WSGI,
        websockets=False,
        workers=environment.WEB_WORKERS,
        blocking_threads=environment.WEB_THREADS,
        workers_kill_timeout=5,
        log_access=False,
        log_level=LogLevels.warning,
    ).serve()


def worker() -> None:
    """Do jobs until told to stop."""
    # They take a second of each start and are made by script/check.
    os.environ["CELERY_SKIP_CHECKS"] = "1"
    pool = ("-P", "threads", "-c", str(environment.JOB_THREADS))
    alone = ("--without-gossip", "--without-mingle", "--loglevel", "warning")
    celery.worker_main(["--quiet", "worker", *pool, *alone])


def schedule() -> None:
    """Ring for what is due until told to stop."""
    # Here and not above: it must not see Django's settings, and the others must.
    app = import_module("lms.schedule").app
    in_memory = ("-S", "celery.beat:Scheduler", "--pidfile=", "--loglevel", "warning")
    app.start(["--quiet", "beat", *in_memory])


def _prctl(option: int, value: int) -> None:
    """Linux only; elsewhere the groups alone have to do."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


@dataclass
class Supervisor:
    """Forks the parts, waits for the first end, stops the rest."""

    parts: Mapping[str, Callable[[], None]]
    grace: float = GRACE
    running: dict[int, str] = field(default_factory=dict)
    groups: list[int] = field(default_factory=list)
    asked: int = 0

    def run(self, ready: Callable[[], bool], greeting: str) -> int:
        """0 after a signal, 1 after the death of a part."""
        _prctl(_PR_SET_CHILD_SUBREAPER, 1)
        for number in SIGNALS:
            signal.signal(number, self._ask)
        for name, part in self.parts.items():
            self._start(name, part)
        died = self._watch(ready, greeting)
        self._stop()
        return 1 if died else 0

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked += 1

    def _start(self, name: str, part: Callable[[], None]) -> None:
        sys.stdout.flush()
        above = os.getpid()
        pid = os.fork()
        if pid == 0:
            _be(part, above)
        self.running[pid] = name
        self.groups.append(pid)

    def _watch(self, ready: Callable[[], bool], greeting: str) -> bool:
        greeted = False
        while not self.asked:
            for name in self._reap():
                print(f"{name} has ended; stopping the others.", flush=True)
                return True
            if not greeted and ready():
                print(greeting, flush=True)
                greeted = True
            time.sleep(TICK)
        return False

    def _reap(self) -> list[str]:
        """Names of the parts that ended; what they left behind is only collected."""
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
        asked = self.asked
        self._signal_all(signal.SIGTERM)
        # Asking a second time cuts the grace short.
        self._wait(lambda: self.asked > asked)
        self._signal_all(signal.SIGKILL)
        self._wait(lambda: False)

    def _wait(self, enough: Callable[[], bool]) -> None:
        until = time.monotonic() + self.grace
        while self._alive() and time.monotonic() < until and not enough():
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


def _be(part: Callable[[], None], above: int) -> None:
    """Become the part, in a group of its own; never returns to the supervisor's code."""
    code = 1
    try:
        os.setsid()
        _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        if os.getppid() == above:
            part()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001  nothing may unwind into the copy of the supervisor
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


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


PARTS = {"web": web, "worker": worker, "schedule": schedule}


def main(names: Sequence[str]) -> int:
    """Run the parts of these names, all three where none is named, until one ends."""
    host, port = environment.BIND, environment.PORT
    chosen = {name: part for name, part in PARTS.items() if not names or name in names}
    if unknown := sorted(set(names) - PARTS.keys()):
        print(f"There is no part {unknown[0]}. There are: {', '.join(PARTS)}.")
        return 2
    if "web" in chosen and not port_is_free(host, port):
        print(f"Port {port} is taken. Choose another: PORT={port + 1} script/server")
        return 1
    print(f"Starting {', '.join(chosen)}", flush=True)
    load()
    if "web" in chosen:
        return Supervisor(chosen).run(lambda: answers(host, port), greeting())
    return Supervisor(chosen).run(lambda: True, f"Running: {', '.join(chosen)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
