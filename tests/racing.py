"""Several threads at once, each with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

Result = TypeVar("Result")


def together(function: Callable[[], Result], *, count: int = 8) -> list[Result | Exception]:
    """Call the function in `count` threads that start at the same moment; results or errors."""
    barrier = Barrier(count)

    def run() -> Result | Exception:
        barrier.wait()
        try:
            return function()
        except Exception as error:  # noqa: BLE001  the test looks at it
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        futures = [pool.submit(run) for _number in range(count)]
        return [future.result() for future in futures]
