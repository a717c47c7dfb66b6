"""Tables for spreadsheet programs: text stays text."""

import csv
from collections.abc import Iterable, Iterator

# A cell that begins so would be worked out as a formula, or hide that it is one.
RISKY = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"  # by which they know UTF-8


class _Echo:
    """What csv writes comes back at once, so that nothing is gathered."""

    def write(self, text: str) -> str:
        return text


def rows(head: Iterable[str], body: Iterable[Iterable[str]]) -> Iterator[str]:
    """CSV, line by line."""
    writer = csv.writer(_Echo())
    yield MARK + writer.writerow(inert(cell) for cell in head)
    for row in body:
        yield writer.writerow(inert(cell) for cell in row)


def inert(cell: str) -> str:
    """The text with a mark before it where a program would take it for a formula."""
    return f"'{cell}" if cell.startswith(RISKY) else cell
