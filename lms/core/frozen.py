"""What is written once need be read only once: rows of `append_only`, kept by each process.

For whatever can change there is `content`, which keeps things under a number.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from threading import Lock
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")
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


class Shelf(Generic[Row]):
    """Rows by id, the last `size` of them; those it lacks are read together."""

    def __init__(self, read: Callable[[list[int]], Mapping[int, Row]], size: int) -> None:
        self._read = read
        self._size = size
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._lock = Lock()
        _readers.append(self)

    def one(self, pk: int) -> Row:
        """The row; raises KeyError where there is none."""
        return self.many([pk])[pk]

    def many(self, pks: Iterable[int]) -> dict[int, Row]:
        """The rows that exist; one statement at the most."""
        wanted = dict.fromkeys(pks)
        with self._lock:
            found = {pk: self._rows[pk] for pk in wanted if pk in self._rows}
        lacking = [pk for pk in wanted if pk not in found]
        read = self._read(lacking) if lacking else {}
        with self._lock:
            self._rows.update(read)
            for pk in found.keys() & self._rows.keys():
                self._rows.move_to_end(pk)
            while len(self._rows) > self._size:
                self._rows.popitem(last=False)
        return {**found, **read}

    def cache_clear(self) -> None:
        """Drop all rows."""
        with self._lock:
            self._rows.clear()


def forget() -> None:
    """Drop everything; for tests, whose databases all count from nothing."""
    for reader in _readers:
        reader.cache_clear()
