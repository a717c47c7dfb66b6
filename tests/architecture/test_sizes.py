"""Small files, small functions."""

import ast
from collections.abc import Iterable
from statistics import median, quantiles

from tests.architecture.source import Source, sources


def function_lengths(files: Iterable[Source]) -> list[tuple[int, str]]:
    """Lines of each function from `def` to its end, with its place."""
    return [
        ((node.end_lineno or node.lineno) - node.lineno + 1, f"{file.path}:{node.lineno}")
        for file in files
        for node in ast.walk(file.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def oversized(files: list[Source]) -> list[str]:
    """What breaks the house's measure."""
    lengths = function_lengths(files)
    counts = [count for count, _ in lengths]
    lines = [file.lines for file in files]
    found = [f"{file.path} has {file.lines} lines" for file in files if file.lines > 500]
    found += [f"{place} has {count} lines" for count, place in lengths if count > 50]
    if quantiles(lines, n=20, method="inclusive")[-1] > 300:
        found.append("more than 5 % of the files have over 300 lines")
    if quantiles(counts, n=20, method="inclusive")[-1] > 30:
        found.append("more than 5 % of the functions have over 30 lines")
    if median(counts) > 8:
        found.append("the median function has over 8 lines")
    return found


def test_files_and_functions_keep_the_measure() -> None:
    assert oversized(list(sources())) == []


def _function(lines: int) -> str:
    return "def f() -> None:\n" + "    x = 1\n" * (lines - 1)


def test_a_long_function_is_found() -> None:
    planted = Source("planted.py", _function(51))
    assert "planted.py:1 has 51 lines" in oversized([*sources(), planted])


def test_a_long_file_is_found() -> None:
    planted = Source("planted.py", "x = 1\n" * 501)
    assert "planted.py has 501 lines" in oversized([*sources(), planted])


def test_many_middling_functions_are_found() -> None:
    planted = [Source(f"planted{n}.py", _function(31)) for n in range(20)]
    assert oversized(planted) == [
        "more than 5 % of the functions have over 30 lines",
        "the median function has over 8 lines",
    ]
