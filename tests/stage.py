"""A served site whose rows last for a whole module, where building them for each test is too slow.

The module's own fixture `db` must stand on `standing`: by that name pytest-django knows that the
module needs a database, and takes it before those tests that leave empty tables behind.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests import database


class _Stage(TransactionTestCase):
    # Emptying the tables must not fill them again with what is about to be restored.
    serialized_rollback = True


@contextmanager
def standing(blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a site that stands until the block ends; then all is as it was before."""
    with blocker.unblock():
        connection = connections[DEFAULT_DB_ALIAS]
        before = connection.creation.serialize_db_to_string()
        vars(connection).setdefault("_test_serialized_contents", before)
        stage = _Stage("run")
        server = LiveServer("localhost")
        try:
            yield server.url
        finally:
            server.stop()
            stage._fixture_teardown()  # type: ignore[attr-defined]  # not in the stubs
            database.restore(before)
