"""Folders that live as long as a process; what a killed one left goes when the next one starts.

Imports nothing but the standard library: the drawing process and the settings of the tests use it.
"""

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def own_folder(base: Path) -> Path:
    """A new folder in `base`, gone when this process ends, or when a next one asks for its own."""
    base.mkdir(parents=True, exist_ok=True)
    # Nobody may take a folder that its owner has not locked yet for one left behind.
    with _locked(base):
        sweep(base)
        folder = Path(tempfile.mkdtemp(dir=base))
        # Never closed: the system gives it back when the process ends, however it ends.
        fcntl.flock(os.open(folder, os.O_RDONLY), fcntl.LOCK_EX)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def sweep(base: Path) -> None:
    """Remove the folders in `base` whose processes are gone."""
    for folder in base.iterdir():
        # Held by a living process, or just removed by one that ended.
        with suppress(BlockingIOError, FileNotFoundError), _opened(folder) as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with _opened(folder) as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)
