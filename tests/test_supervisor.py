"""Web, worker and schedule live and die together."""

import os
import pty
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from lms.settings.environment import PROJECT_DIR

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc"),
]

HOST = "127.0.0.2"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def accepts(host: str, port: int) -> bool:
    with suppress(OSError), socket.create_connection((host, port), timeout=1):
        return True
    return False


def wait_for(condition: Callable[[], bool], seconds: float, what: str) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"{what}: not within {seconds} s"
        time.sleep(0.1)


def processes() -> dict[int, tuple[int, str]]:
    """Parent and state of every process."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
            found[int(stat.parent.name)] = (int(parent), state)
    return found


def descendants(pid: int) -> list[int]:
    """Children of `pid` in the order they started, each followed by its own."""
    children = sorted(child for child, (parent, _) in processes().items() if parent == pid)
    return [one for child in children for one in (child, *descendants(child))]


def alive(pids: list[int]) -> list[int]:
    now = processes()
    return [pid for pid in pids if pid in now and now[pid][1] != "Z"]


class Product:
    """The supervisor on a pseudo-terminal, as a person starts it."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(PROJECT_DIR)
            os.execve(command[0], command, environment)  # noqa: S606
        os.set_blocking(self.terminal, False)
        self.output = ""

    def read(self) -> str:
        with suppress(BlockingIOError, OSError):
            while data := os.read(self.terminal, 65536):
                self.output += data.decode(errors="replace")
        return self.output

    def press_ctrl_c(self) -> None:
        os.write(self.terminal, b"\x03")

    def exit_code(self, seconds: float) -> int:
        code: list[int] = []

        def ended() -> bool:
            self.read()
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                code.append(os.waitstatus_to_exitcode(status))
            return bool(pid)

        wait_for(ended, seconds, f"the end; it said {self.output!r}")
        self.pid = 0
        return code[0]

    def close(self) -> None:
        if self.pid:
            for pid in [*descendants(self.pid), self.pid]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.terminal)


def environment(folder: Path, port: int) -> dict[str, str]:
    """Of a person who chose an address and nothing else."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "VAR_DIR": str(folder), "PORT": str(port), "BIND": HOST}


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def product(tmp_path: Path, port: int) -> Iterator[Product]:
    """Web, worker and schedule, started and answering."""
    started = Product([sys.executable, "-m", "lms.supervisor"], environment(tmp_path, port))
    try:
        wait_for(lambda: "runs at" in started.read(), 90, "the greeting")
        yield started
    finally:
        started.close()


def test_ctrl_c_stops_all_and_frees_the_port(product: Product, port: int) -> None:
    everybody = descendants(product.pid)
    assert len(everybody) >= 4, "web with a process below it, worker, schedule"
    assert accepts(HOST, port)
    assert not accepts("127.0.0.1", port), "BIND names the only address"
    product.press_ctrl_c()
    assert product.exit_code(30) == 0
    assert alive(everybody) == []
    assert not accepts(HOST, port)


def test_a_killed_web_server_takes_all_along_and_frees_the_port(
    product: Product, port: int
) -> None:
    everybody = descendants(product.pid)
    os.kill(everybody[0], signal.SIGKILL)
    assert product.exit_code(30) == 1
    assert "web has ended" in product.output
    assert alive(everybody) == []
    assert not accepts(HOST, port)


STAND_INS = """
import signal, sys, time
from lms.supervisor import Supervisor

def sleeper():
    print("up", flush=True)
    time.sleep(60)

def deaf():
    signal.signal(signal.SIGTERM, lambda *_: None)
    while True:
        sleeper()

parts = {"web": sleeper, "worker": deaf, "schedule": sleeper}
sys.exit(Supervisor(parts, grace=1).run(lambda: True, "runs at nowhere"))
"""


@pytest.fixture
def stand_ins(tmp_path: Path, port: int) -> Iterator[Product]:
    """Three quick processes, one of which does not listen to TERM."""
    started = Product([sys.executable, "-c", STAND_INS], environment(tmp_path, port))
    try:
        wait_for(lambda: started.read().count("up\r\n") == 3, 30, "three processes")
        yield started
    finally:
        started.close()


@pytest.mark.parametrize(("place", "name"), [(0, "web"), (1, "worker"), (2, "schedule")])
def test_the_death_of_any_stops_all(stand_ins: Product, place: int, name: str) -> None:
    everybody = descendants(stand_ins.pid)
    os.kill(everybody[place], signal.SIGKILL)
    assert stand_ins.exit_code(10) == 1
    assert f"{name} has ended" in stand_ins.output
    assert alive(everybody) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_process_that_does_not_listen_is_killed(stand_ins: Product, number: int) -> None:
    everybody = descendants(stand_ins.pid)
    os.kill(stand_ins.pid, number)
    assert stand_ins.exit_code(10) == 0
    assert alive(everybody) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children")
def test_a_killed_supervisor_leaves_no_listening_process(product: Product, port: int) -> None:
    everybody = descendants(product.pid)
    os.kill(product.pid, signal.SIGKILL)
    product.exit_code(5)
    wait_for(lambda: not alive(everybody), 20, "the end of its children")
    assert not accepts(HOST, port)


def test_a_taken_port_is_said_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        told = subprocess.run(
            [sys.executable, "-m", "lms.supervisor"],
            cwd=PROJECT_DIR,
            env=environment(tmp_path, port),
            capture_output=True,
            text=True,
            check=False,
        )
    assert told.returncode == 1
    assert f"Port {port} is taken" in told.stdout
