"""Exact counts, taken inside this process with the settings of production."""

import gzip
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench_browser import LocalBrowser
from bench_cast import Cast, Visitor
from bench_servers import cpu_of
from bench_units import WARM, Unit
from django.contrib.auth.hashers import check_password, make_password
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.handlers import draw
from certificates.models import Certificate, CertificateFile
from certificates.renderer import client
from lms.core import clock, content

# Every statement that was counted; their plans are looked at in the end.
asked: set[str] = set()
CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True)
class Counts:
    """Statements, those among them that write, transactions, and kB as drawn and compressed."""

    statements: int
    writes: int
    transactions: int
    raw_kilobytes: float
    kilobytes: float


def count(act: Callable[[], Any]) -> Counts:
    """Count what an act asks the database; the reply it returns is weighed."""
    with CaptureQueriesContext(connection) as seen:
        reply = act()
    asked.update(query["sql"] for query in seen.captured_queries)
    texts = [query["sql"].lstrip().upper() for query in seen.captured_queries]
    body = getattr(reply, "body", b"")
    return Counts(
        statements=sum(not text.startswith(CONTROL) for text in texts),
        writes=sum(text.startswith(WRITES) for text in texts),
        transactions=sum(text.startswith("BEGIN") for text in texts),
        raw_kilobytes=len(body) / 1000,
        kilobytes=len(gzip.compress(body, 6)) / 1000,
    )


def count_unit(unit: Unit, who: Visitor) -> Counts:
    """One run, after some that warm what is kept in memory."""
    browser = LocalBrowser({} if unit.who == "stranger" else who.cookies)
    items = unit.items(who)
    for _time in range(WARM):
        unit.run(browser, next(items))
    return count(lambda: unit.run(browser, next(items)))


def count_after_release(unit: Unit, who: Visitor) -> Counts:
    """The first request after something was released: every map is built anew."""
    browser = LocalBrowser()
    items = unit.items(who)
    unit.run(browser, next(items))
    content.changed()
    return count(lambda: unit.run(browser, next(items)))


def hash_milliseconds() -> float:
    """CPU of checking one password."""
    encoded = make_password("something long enough")
    spent = []
    for _time in range(5):
        before = time.process_time()
        check_password("something long enough", encoded)
        spent.append(1000 * (time.process_time() - before))
    return median(spent)


@dataclass(frozen=True)
class Drawn:
    """The job that draws a certificate in both languages: its statements, CPU and largest file."""

    statements: int
    milliseconds: float
    kilobytes: float


def draw_certificates(cast: Cast, times: int) -> Drawn:
    """Draw some with a warm renderer, the one of `cast` first."""
    others = Certificate.objects.exclude(pk=cast.certificate.pk).order_by("pk")[: times + 1]
    rows = [cast.certificate, *others]
    _draw(rows[0])
    _draw(rows[1])
    spent, counts = [], Counts(0, 0, 0, 0, 0)
    for row in rows[2:]:
        before = _cpu()
        counts = count(lambda row=row: _draw(row))  # type: ignore[misc]
        spent.append(1000 * (_cpu() - before))
    sizes = [len(file.pdf) for file in CertificateFile.objects.filter(certificate__in=rows)]
    client._renderer.close()  # noqa: SLF001
    return Drawn(counts.statements, sum(spent) / len(spent), max(sizes) / 1000)


def _draw(row: Certificate) -> None:
    draw(at=clock.now(), certificate=str(row.pk))


def _cpu() -> float:
    """CPU seconds of this process and of the drawing process."""
    pid = client._renderer.pid  # noqa: SLF001
    return time.process_time() + sum(cpu_of([pid] if pid else []).values())
