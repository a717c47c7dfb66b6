"""What is written once need be read only once: rows of `append_only`, kept by each process.

For whatever can change there is `content`, which keeps things under a number.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, wraps
from threading import Lock
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")
Reader = TypeVar("Reader", bound=Callable[..., Any])
Worker = TypeVar("Worker", bound=Callable[..., Any])
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


def worked_out_once(size: int) -> Callable[[Worker], Worker]:
    """Keep the last `size` answers of a function of one argument that is never altered.

    The argument is known by identity, so that it may be JSON of a frozen row.
    """

    def keep(work: Worker) -> Worker:
        held = _Held(work, size)
        _readers.append(held)

        @wraps(work)
        def answer(subject: object) -> Any:
            return held.answer(subject)

        return answer  # type: ignore[return-value]

    return keep


class _Held:
    """Answers by the identity of what was asked about, which is held too: no id is used twice."""

    def __init__(self, work: Callable[[Any], Any], size: int) -> None:
        self._work = work
        self._size = size
        self._answers: OrderedDict[int, tuple[object, Any]] = OrderedDict()
        self._lock = Lock()

    def answer(self, subject: object) -> Any:
        """As it was worked out the first time."""
        held = self._answers.get(id(subject))
        if held is None:
            held = (subject, self._work(subject))
            with self._lock:
                self._answers[id(subject)] = held
                while len(self._answers) > self._size:
                    self._answers.popitem(last=False)
        return held[1]

    def cache_clear(self) -> None:
        """Drop all answers."""
        with self._lock:
            self._answers.clear()


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
