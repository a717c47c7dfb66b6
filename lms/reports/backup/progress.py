"""Says how far a long piece of work has come, and nothing about a short one."""

import time
from collections.abc import Callable

Say = Callable[[str], None]
EVERY = 2.0  # seconds
MEGABYTE = 1_000_000


class Progress:
    """Counts bytes, and tells `say` every two seconds."""

    def __init__(self, what: str, say: Say, *, total: int = 0) -> None:
        self._what = what
        self._say = say
        self._total = total
        self._done = 0
        self._told = time.monotonic()

    def add(self, count: int) -> None:
        """So many bytes more."""
        self.reach(self._done + count)

    def reach(self, done: int) -> None:
        """So many bytes altogether."""
        self._done = done
        if time.monotonic() - self._told >= EVERY:
            self._told = time.monotonic()
            of = f" of {self._total // MEGABYTE}" if self._total else ""
            self._say(f"{self._what}: {done // MEGABYTE}{of} MB")
