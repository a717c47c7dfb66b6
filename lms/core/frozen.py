"""What is written once need be read only once: rows of `append_only`, kept by each process.

For whatever can change there is `content`, which keeps things under a number.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

Reader = TypeVar("Reader", bound=Callable[..., Any])
_readers: list[Any] = []


def read_once(size: int) -> Callable[[Reader], Reader]:
    """Keep the last `size` answers of a function; what it returns must not be altered.

    Never ask for a row that the open transaction may still take back.
    """

    def keep(reader: Reader) -> Reader:
        kept = lru_cache(maxsize=size)(reader)
        _readers.append(kept)
        return kept  # type: ignore[return-value]

    return keep


def forget() -> None:
    """Drop everything; for tests, whose databases all count from nothing."""
    for reader in _readers:
        reader.cache_clear()
