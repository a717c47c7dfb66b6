"""Prints the house's measure: `python -m tests.architecture.measure`."""

import sys
from statistics import median, quantiles

from tests.architecture.source import sources
from tests.architecture.test_sizes import function_lengths


def measure() -> list[str]:
    """A line for files and one for functions: how many, median, 95th percentile, longest."""
    files = list(sources())
    return [
        _line("files", [file.lines for file in files]),
        _line("functions", [lines for lines, _place in function_lengths(files)]),
    ]


def _line(name: str, lengths: list[int]) -> str:
    high = quantiles(lengths, n=20, method="inclusive")[-1]
    return (
        f"{name}: {len(lengths)}, median {median(lengths):.0f} lines, "
        f"95 % under {high:.0f}, longest {max(lengths)}"
    )


if __name__ == "__main__":
    sys.stdout.write("\n".join(measure()) + "\n")
