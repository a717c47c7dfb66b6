"""How much there is at each size, and in which steps it is written."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction

from courses.models import Course
from lms.core import content
from lms.demo.scale import courses, learning, people
from lms.demo.scale.network import Network, read_network
from lms.users.models import User

COURSES = 200
PEOPLE = 2_000
COURSES_AT_ONCE = 50
PEOPLE_AT_ONCE = 500


def grow(*, times: int, at: datetime, say: Callable[[str], None]) -> None:
    """Add what is missing to `times` x 200 courses and `times` x 2,000 people, all before `at`.

    A step is written whole or not at all, so a run that was broken off goes on where it stood, and
    a second run finds nothing to do. Needs the demo network.
    """
    network = read_network()
    for numbers in _steps(_written_courses(), COURSES * times, COURSES_AT_ONCE):
        with transaction.atomic():
            courses.write(network, numbers, at=at)
            content.changed()
        say(f"  {numbers.stop - 1} of {COURSES * times} courses")
    _add_people(network, PEOPLE * times, at=at, say=say)


def _add_people(network: Network, wanted: int, *, at: datetime, say: Callable[[str], None]) -> None:
    shelf = learning.read_shelf()
    records = learning.Records(shelf)
    for numbers in _steps(_written_people(), wanted, PEOPLE_AT_ONCE):
        with transaction.atomic():
            records.write(people.write(network, numbers, at=at), at=at)
        say(f"  {numbers.stop - 1} of {wanted} people")


def _steps(written: int, wanted: int, at_once: int) -> Iterator[range]:
    """Numbers from 1, those that are missing, in steps."""
    for first in range(written + 1, wanted + 1, at_once):
        yield range(first, min(first + at_once, wanted + 1))


def _written_courses() -> int:
    return Course.objects.filter(code__startswith=courses.PREFIX).count()


def _written_people() -> int:
    return User.objects.filter(email__endswith=people.DOMAIN).count()
