"""Which statements read through a large table, as PostgreSQL's planner sees it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

LARGE = 10_000


def scans(statements: Iterable[str]) -> dict[str, list[str]]:
    """Statement to the tables of more than 10,000 rows that its plan reads through."""
    large = _large_tables()
    found = {}
    for sql in statements:
        if sql.startswith("SELECT"):
            tables = [name for name in _read_through(_plan(sql)) if name in large]
            if tables:
                found[sql] = tables
    return found


def _large_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [LARGE]
        )
        return {name for (name,) in cursor.fetchall()}


def _plan(sql: str) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        found = cursor.fetchone()[0]
    plans: list[dict[str, Any]] = json.loads(found) if isinstance(found, str) else found
    whole: dict[str, Any] = plans[0]["Plan"]
    return whole


def _read_through(node: dict[str, Any]) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan":
        yield node["Relation Name"]
    for child in node.get("Plans", ()):
        yield from _read_through(child)
