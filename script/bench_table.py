"""The table that a run prints."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One line: what was measured, what it may be, and whether it holds (None: no budget)."""

    name: str
    label: str
    measured: Mapping[str, float]
    budget: str
    holds: bool | None
    broken: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "label": self.label,
            **self.measured,
            "budget": self.budget,
            "holds": self.holds,
            "over": list(self.broken),
        }


COLUMNS = (
    ("statements", "statements", "{:.0f}"),
    ("kilobytes", "kB gz", "{:.1f}"),
    ("milliseconds", "CPU ms", "{:.2f}"),
    ("multiple", "x D", "{:.1f}"),
    ("together", "8 clients", "{:.2f}"),
    ("growth", "growth", "{:.2f}"),
)


def table(rows: Iterable[Row]) -> str:
    """The rows as a table in Markdown."""
    names = [title for _key, title, _form in COLUMNS]
    lines = [
        "| unit | " + " | ".join(names) + " | budget | holds |",
        "|---|" + "---:|" * len(names) + "---|---|",
    ]
    lines += [_line(row) for row in rows]
    return "\n".join(lines)


def _line(row: Row) -> str:
    cells = [
        form.format(row.measured[key]) if key in row.measured else ""
        for key, _title, form in COLUMNS
    ]
    return f"| {row.label} | {' | '.join(cells)} | {row.budget} | {_verdict(row)} |"


def _verdict(row: Row) -> str:
    if row.holds is None:
        return ""
    return "yes" if row.holds else "no: " + ", ".join(row.broken)


def judged(
    name: str, label: str, measured: Mapping[str, float], limits: Mapping[str, float], budget: str
) -> Row:
    """A row whose measures are held against their limits, by name."""
    broken = tuple(
        f"{key} {measured[key]:.4g} > {limit:g}"
        for key, limit in limits.items()
        if key in measured and measured[key] > limit
    )
    return Row(name, label, measured, budget, not broken, broken)
