"""One world for all walks over the addresses; each request in it is undone."""

import gc
import logging
from collections.abc import Iterator

import pytest
from django.core.cache import caches
from pytest_django import DjangoDbBlocker

from lms.core import content
from tests.access.visitors import undone
from tests.access.world import World


# By this name pytest-django knows that the tests need a database.
@pytest.fixture(scope="package")
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), undone():
        yield


@pytest.fixture(scope="package")
def world(db: None) -> Iterator[World]:
    """Built once; what is kept in memory goes with its rows."""
    content.forget()
    for cache in caches.all():
        cache.clear()
    yield World()
    content.forget()


@pytest.fixture
def quiet() -> Iterator[None]:
    """Thousands of refusals write no log, and the collector does not look for them."""
    logging.disable(logging.CRITICAL)
    gc.disable()
    yield
    gc.enable()
    logging.disable(logging.NOTSET)
