"""What a request asks the database."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

FRAME = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


def statements(act: Callable[[], Any]) -> list[str]:
    """The statements of an act, without the marks of transactions."""
    with CaptureQueriesContext(connection) as caught:
        act()
    return [sql for query in caught.captured_queries if not (sql := query["sql"]).startswith(FRAME)]
