"""How many people learn a course and hold its certificate: people, not rows."""

from datetime import timedelta
from typing import Any

import pytest

from certificates import actions as certificate_actions
from certificates.models import Certificate
from lms.core import clock
from lms.learning.selectors.taught import Learners, learners
from lms.users.models import User
from tests.factories import home, learning

pytestmark = pytest.mark.django_db
DAY = clock.day(learning.AT)


def test_those_under_way_and_those_who_hold_a_certificate_in_force(ada: User, eva: User) -> None:
    course = learning.course()
    learning.enrolled(ada, course)
    learning.finished(eva, course)
    assert learners(course=course, day=DAY) == Learners(under_way=1, holders=1)
    paper = Certificate.objects.get()
    if paper.valid_until:
        later = paper.valid_until + timedelta(days=1)
        assert learners(course=course, day=later).holders == 0


def test_a_corrected_name_counts_once_and_a_withdrawn_paper_not(eva: User) -> None:
    course = learning.course()
    learning.finished(eva, course)
    newer = certificate_actions.replace(
        certificate=Certificate.objects.get(),
        by=None,
        at=learning.AT,
        reason="Felstavat.",
        holder_name="Eva S.",
    )
    assert learners(course=course, day=DAY).holders == 1
    certificate_actions.revoke(certificate=newer, by=None, at=learning.AT, reason="Misstag.")
    assert learners(course=course, day=DAY).holders == 0


@pytest.mark.parametrize("size", [1, 4])
def test_two_statements_whatever_the_size(size: int, django_assert_num_queries: Any) -> None:
    course = learning.course()
    for number in range(size):
        learning.finished(home.person(f"p{number}@example.org", "P"), course)
    with django_assert_num_queries(2):
        learners(course=course, day=DAY)
