"""One run from the first count to the last weight."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import Any

from bench_browser import Failed, HttpBrowser, get
from bench_cast import Cast
from bench_clock import CLIENTS, Clock, Cost, alone, together, who_visits, write_at_once
from bench_counts import (
    asked,
    count_after_release,
    count_unit,
    draw_certificates,
    hash_milliseconds,
)
from bench_plans import scans
from bench_servers import Server
from bench_stage import Stage
from bench_table import Row, judged
from bench_units import Unit, units

TOGETHER = 1.2
FOOTPRINT_MUST, FOOTPRINT_AIM = 350, 250
DRAWN_STATEMENTS, DRAWN_MUST, DRAWN_AIM = 25, 200, 100
ROUNDS = 5


class Run:
    """Counts, then times, then weighs; each step adds to the rows."""

    def __init__(self, cast: Cast, options: argparse.Namespace, say: Callable[[str], None]) -> None:
        self.cast, self.say = cast, say
        self.size = 0.4 if options.quick else 1.0
        self.rounds = 3 if options.quick else ROUNDS
        self.database: str = options.database
        only = {name for name in options.only.split(",") if name}
        self.units = [unit for unit in units(cast) if not only or unit.name in only]
        self.everything = not only
        self.earlier = _earlier(options)
        self.drawn = draw_certificates(cast, 3 if options.quick else 12)
        self.hash = hash_milliseconds()
        self.extra: list[Row] = []

    def counted(self) -> dict[str, dict[str, float]]:
        """What each unit asks the database, and how large its page is."""
        found = {}
        for unit in self.units:
            self.say(f"Counting {unit.name}")
            try:
                counts = count_unit(unit, who_visits(unit, self.cast, CLIENTS + 1))
            except Failed as failure:
                self._give_up(unit, failure)
                continue
            found[unit.name] = {
                "statements": counts.statements,
                "writes": counts.writes,
                "transactions": counts.transactions,
                "raw_kilobytes": counts.raw_kilobytes,
                "kilobytes": counts.kilobytes,
            }
        for unit in self.units:
            if unit.name in {"catalogue_cold", "course_12"}:
                self._count_after_release(unit)
        return found

    def _count_after_release(self, unit: Unit) -> None:
        counts = count_after_release(unit, self.cast.visitors[CLIENTS + 1])
        self.extra.append(
            judged(
                f"{unit.name}_released", f"{unit.label}: first after a release",
                {"statements": counts.statements}, {"statements": unit.statements},
                f"{unit.statements} st",
            )
        )  # fmt: skip

    def timed(self, counts: Mapping[str, Mapping[str, float]], clock: Clock) -> list[Row]:
        """What each unit costs alone, and with eight clients."""
        rows, raw = [], []
        for unit in self.units:
            if unit.name not in counts:
                continue
            self.say(f"Measuring {unit.name}")
            try:
                cost = alone(clock, unit, self.cast, rounds=self.rounds, size=self.size)
                cost.together = together(clock, unit, self.cast, size=self.size)
            except Failed as failure:
                self._give_up(unit, failure)
                continue
            raw += cost.raw
            rows.append(self._row(unit, {**counts[unit.name], **self._cost(cost)}))
        d = median(raw)
        rows += self.extra
        if self.everything:
            rows += [*self._beside(d), self._writers(clock), *self._plans()]
        return [Row("raw", "Raw Django view: D", {"milliseconds": d}, "", None), *rows]

    def _give_up(self, unit: Unit, failure: Failed) -> None:
        """One thing that does not work must not hide what the others cost."""
        self.say(f"  {failure}")
        self.extra.append(Row(unit.name, unit.label, {}, "", holds=False, broken=(str(failure),)))

    def _cost(self, cost: Cost) -> dict[str, float]:
        return {
            "milliseconds": cost.milliseconds,
            "multiple": cost.multiple,
            "together": (cost.together or 0) / cost.multiple,
        }

    def _row(self, unit: Unit, measured: dict[str, float]) -> Row:
        limits = {
            "statements": unit.statements,
            "kilobytes": unit.kilobytes,
            # Eight hashes at once fight for the memory's bandwidth: that is what they are made for.
            **({} if unit.hashes else {"together": TOGETHER}),
        }
        if unit.name in self.earlier:
            measured["growth"] = measured["multiple"] / self.earlier[unit.name]
            limits["growth"] = unit.growth
        budget = f"{unit.statements} st, {unit.kilobytes:g} kB"
        if unit.must:
            limits["multiple"] = unit.must
            budget += f", {unit.must:g} D (aim {unit.aim:g})"
        return judged(unit.name, unit.label, measured, limits, budget)

    def _beside(self, d: float) -> list[Row]:
        """What is not a page: the drawing job, the hash, and the quiz by the plain form."""
        drawn = self.drawn
        drawing = {
            "statements": drawn.statements,
            "milliseconds": drawn.milliseconds,
            "multiple": drawn.milliseconds / d,
            "kilobytes": drawn.kilobytes,
        }
        limits = {"statements": DRAWN_STATEMENTS, "multiple": DRAWN_MUST, "kilobytes": 80}
        budget = f"{DRAWN_STATEMENTS} st, {DRAWN_MUST} D (aim {DRAWN_AIM}), 80 kB"
        return [
            judged("drawing", "Certificate, drawn in two languages", drawing, limits, budget),
            Row("hash", "Checking a password", {"milliseconds": self.hash}, "25-50 ms",
                25 <= self.hash <= 50, () if 25 <= self.hash <= 50 else ("hash",)),
        ]  # fmt: skip

    def _writers(self, clock: Clock) -> Row:
        lesson = next(unit for unit in self.units if unit.name == "lesson")
        self.say("Eight people write at once")
        writes, failed = write_at_once(clock, lesson, self.cast, round(60 * self.size))
        label = f"Eight writers: {failed} of {writes} writes failed"
        return judged("writers", label, {"failed": failed}, {"failed": 0}, "0 failed")

    def _plans(self) -> list[Row]:
        """Large tables that a statement reads through; PostgreSQL tells."""
        if self.database != "postgres":
            return []
        found = scans(asked)
        for sql, tables in found.items():
            self.say(f"{', '.join(tables)} read through by {sql[:400]}")
        label = f"Plans: {len(found)} of {len(asked)} statements read through a large table"
        return [judged("plans", label, {"scans": len(found)}, {"scans": 0}, "0 of > 10,000 rows")]

    def weighed(self, stage: Stage) -> list[Row]:
        """The memory of everything that runs: web, worker, schedule and what watches them."""
        if not self.everything:
            return []
        self.say("Weighing the running set")
        server = Server(
            [sys.executable, "-m", "lms.supervisor"], env=stage.env, log=stage.folder / "set.log"
        )
        try:
            server.wait_for(stage.port)
            self._visit_everything(stage.port)
            megabytes = server.memory()
        finally:
            server.stop()
        limits = {"megabytes": FOOTPRINT_MUST}
        budget = f"{FOOTPRINT_MUST} MB (aim {FOOTPRINT_AIM})"
        label = f"Running set: {megabytes:.0f} MB"
        return [judged("footprint", label, {"megabytes": megabytes}, limits, budget)]

    def _visit_everything(self, port: int) -> None:
        until = time.monotonic() + 20 * self.size + 5
        while time.monotonic() < until:
            for address in (self.cast.catalogue, self.cast.course, self.cast.catalogue + "?q=crs"):
                get(HttpBrowser(port), address)
            time.sleep(0.2)


def _earlier(options: argparse.Namespace) -> dict[str, float]:
    """Multiples of D by unit, from the JSON of an earlier run."""
    if options.against is None:
        return {}
    found: Any = json.loads(options.against.read_text())
    return {row["name"]: row["multiple"] for row in found["units"] if "multiple" in row}
