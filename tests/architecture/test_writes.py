"""Rows are written by actions; views, tasks, handlers, selectors and the like only call them."""

import ast
import re
from collections.abc import Iterable

from tests.architecture.source import Source, sources

READERS = re.compile(
    r"/(views|tasks|handlers|selectors|access|context|api|viewsets|forms|aside|rendering)(/.*)?\.py$"
)
WRITES = {
    "save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "asave", "acreate", "adelete", "aupdate", "abulk_create", "select_for_update",
}  # fmt: skip


def writes(files: Iterable[Source]) -> list[str]:
    """Calls that change rows, in modules that may not."""
    return [
        f"{file.path}:{node.lineno} {node.func.attr}"
        for file in files
        if READERS.search("/" + file.path)
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr in WRITES or _updates_rows(node.func))
    ]


def _updates_rows(function: ast.Attribute) -> bool:
    # dict.update and hash.update change no row; a queryset's does.
    receiver = function.value
    on_manager = isinstance(receiver, ast.Attribute) and receiver.attr == "objects"
    on_query = isinstance(receiver, ast.Call) and isinstance(receiver.func, ast.Attribute)
    return function.attr == "update" and (on_manager or on_query)


def test_only_actions_write() -> None:
    assert writes(sources()) == []


def test_a_write_in_a_view_is_found() -> None:
    planted = Source("home/views.py", "def view(request):\n    request.user.save()\n")
    assert writes([planted]) == ["home/views.py:2 save"]


def test_a_bulk_update_in_a_selector_is_found() -> None:
    planted = Source("lms/learning/selectors/mine.py", "Row.objects.filter(a=1).update(a=2)\n")
    assert writes([planted]) == ["lms/learning/selectors/mine.py:1 update"]


def test_a_write_in_an_action_is_allowed() -> None:
    assert writes([Source("home/actions.py", "row.save()\n")]) == []
