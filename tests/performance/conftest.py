"""A small network that grows, made by the same code that makes the large ones."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from home.centers.models import Center
from lms.core import content
from lms.demo import network as words
from lms.demo.scale import courses, learning, people
from lms.demo.scale.network import read_network
from tests.factories import courses as pages

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
Grow = Callable[[int], None]


@pytest.fixture
def grow(db: None) -> Grow:
    """Call it with a number: so many courses there are then, and as many people in them."""
    words.load_words()
    words.load_centers()
    words.load_design(AT)
    for center in Center.objects.order_by("pk"):
        pages.shelf(center)
    written = 0

    def to(wanted: int) -> None:
        nonlocal written
        network, numbers = read_network(), range(written + 1, wanted + 1)
        courses.write(network, numbers, at=AT)
        content.changed()
        records = learning.Records(learning.read_shelf())
        records.write(people.write(network, numbers, at=AT), at=AT)
        written = wanted

    return to
