"""CPU of the product beside the raw view, in blocks that take turns."""

import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from bench_browser import Failed, HttpBrowser, get
from bench_cast import Cast, Visitor
from bench_counts import hash_milliseconds
from bench_servers import Server, cpu_of
from bench_units import WARM, Unit
from django.db import connection

CLIENTS = 8
# Units in a turn, and the raw views that stand beside them.
TURN = 5
RAW_TURN = 20


@dataclass(frozen=True)
class Ports:
    """Where the two servers listen."""

    product: int
    raw: int


@dataclass
class Cost:
    """CPU milliseconds of a unit and of the raw view beside it, turn by turn.

    `together` is the multiple of the raw view with eight clients. Hashing is taken off.
    """

    unit: list[float] = field(default_factory=list)
    raw: list[float] = field(default_factory=list)
    together: float | None = None

    @property
    def milliseconds(self) -> float:
        return median(self.unit)

    @property
    def multiple(self) -> float:
        """How many raw views it costs."""
        return median(self.unit) / median(self.raw)


class Clock:
    """Reads what the two servers and their database backends have spent."""

    def __init__(self, product: Server, raw: Server, ports: Ports) -> None:
        self.product, self.raw, self.ports = product, raw, ports
        self._stranger = HttpBrowser(ports.raw)

    def measure_raw(self, times: int) -> float:
        """CPU milliseconds of one raw view: D."""
        return self._spent(self.raw, "raw", lambda: self._ask_raw(times)) / times

    def _ask_raw(self, times: int) -> None:
        for _time in range(times):
            get(self._stranger, "/")

    def measure(self, acts: Callable[[], int]) -> float:
        """CPU milliseconds of the product for one of the acts, which are counted by the caller."""
        done = 0

        def run() -> None:
            nonlocal done
            done = acts()

        spent = self._spent(self.product, "product", run)
        return spent / done

    def _spent(self, server: Server, name: str, run: Callable[[], None]) -> float:
        before, behind = server.cpu(), _backends(name)
        run()
        after = _backends(name)
        database = sum(value - behind.get(pid, 0.0) for pid, value in after.items())
        return 1000 * (server.cpu() - before + database)


def _backends(name: str) -> Mapping[int, float]:
    """CPU of the database's own processes for one of the two; none on SQLite."""
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE application_name = %s", [name])
        return cpu_of([pid for (pid,) in cursor.fetchall()])


def who_visits(unit: Unit, cast: Cast, number: int) -> Visitor:
    """The person who runs a unit."""
    return {"few": cast.few, "many": cast.many}.get(unit.who, cast.visitors[number])


def browser_for(unit: Unit, who: Visitor, port: int) -> HttpBrowser:
    return HttpBrowser(port, {} if unit.who == "stranger" else who.cookies)


def alone(clock: Clock, unit: Unit, cast: Cast, *, rounds: int, size: float) -> Cost:
    """One client: some raw views and some units, in turns so short that noise hits both alike."""
    who = who_visits(unit, cast, CLIENTS)
    browser, items = browser_for(unit, who, clock.ports.product), unit.items(who)
    for _time in range(WARM):
        unit.run(browser, next(items))
    turns, cost = max(3, round(unit.block * size * rounds / TURN)), Cost()
    for _turn in range(turns):
        cost.raw.append(clock.measure_raw(RAW_TURN))
        spent = clock.measure(lambda: _run(unit, browser, items, min(TURN, unit.block)))
        # Hashed right beside: a busy machine makes both dearer at the same time.
        cost.unit.append(spent - unit.hashes * (hash_milliseconds() if unit.hashes else 0))
    return cost


def _run(unit: Unit, browser: HttpBrowser, items: Iterator[Any], times: int) -> int:
    for _time in range(times):
        unit.run(browser, next(items))
    return times


def together(clock: Clock, unit: Unit, cast: Cast, *, size: float) -> float:
    """Eight clients at once: how many raw views, measured before and after, a unit costs."""
    each = max(2, round(unit.block * size / 4))

    def visit(number: int) -> int:
        who = who_visits(unit, cast, number)
        items = unit.items(who)
        return _run(unit, browser_for(unit, who, clock.ports.product), items, each)

    before = clock.measure_raw(RAW_TURN * TURN)
    with ThreadPoolExecutor(CLIENTS) as pool:
        spent = clock.measure(lambda: sum(pool.map(visit, range(CLIENTS))))
    raw = (before + clock.measure_raw(RAW_TURN * TURN)) / 2
    return (spent - unit.hashes * (hash_milliseconds() if unit.hashes else 0)) / raw


def write_at_once(clock: Clock, unit: Unit, cast: Cast, times: int) -> tuple[int, int]:
    """Eight people who write at the same time: how many writes, and how many failed."""

    def write(number: int) -> int:
        who = cast.visitors[number]
        browser, items = browser_for(unit, who, clock.ports.product), unit.items(who)
        failed = 0
        for _time in range(times):
            try:
                unit.run(browser, next(items))
            except Failed as failure:
                print(failure, file=sys.stderr)
                failed += 1
        return failed

    with ThreadPoolExecutor(CLIENTS) as pool:
        return CLIENTS * times, sum(pool.map(write, range(CLIENTS)))
