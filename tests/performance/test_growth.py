"""Pages of visitors ask the same number of statements in a small and in a larger network."""

from itertools import count

import pytest
from django.test import Client

from courses.models import Course, CoursePage
from lms.core import content
from lms.demo import scale
from lms.demo.scale.people import email
from lms.reports.verification import breaches
from lms.users.models import User
from tests.performance.conftest import AT, Grow
from tests.performance.counting import statements

CATALOGUE = "/sv/kurser/"
SIZES = (25, 60)
_visits = count()


def _fresh(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}visit={next(_visits)}"


def _address(number: int) -> str:
    course = Course.objects.select_related("current").get(code=f"scale-{number:06}")
    assert course.current
    return str(course.current.text("url", "sv"))


def _at_both_sizes(grow: Grow, client: Client, address: str) -> list[int]:
    """Statements at each size for a page that is drawn, the maps being known."""
    found = []
    for size in SIZES:
        grow(size)
        client.get(_fresh(address))
        found.append(len(statements(lambda: client.get(_fresh(address)))))
    return found


@pytest.mark.parametrize(
    ("address", "most"),
    [
        (CATALOGUE, 10),
        (f"{CATALOGUE}?level=foundation&language=sv", 10),
        (f"{CATALOGUE}?q=kylkedja", 8),
        (f"{CATALOGUE}?q=sjuksk%C3%B6terska&level=expert", 8),
        ("/sv/", 10),
    ],
)
def test_a_drawn_page_asks_no_more_in_a_larger_network(
    grow: Grow, client: Client, address: str, most: int
) -> None:
    small, large = _at_both_sizes(grow, client, address)
    assert small == large <= most


@pytest.mark.parametrize("size", SIZES)
def test_the_first_page_after_a_release_asks_no_more_in_a_larger_network(
    grow: Grow, client: Client, size: int
) -> None:
    grow(size)
    content.changed()
    assert len(statements(lambda: client.get(CATALOGUE))) <= 10


def test_a_kept_page_asks_for_the_content_version_alone(grow: Grow, client: Client) -> None:
    grow(SIZES[0])
    client.get(CATALOGUE)
    (only,) = statements(lambda: client.get(CATALOGUE))
    assert "contentversion" in only


def test_a_course_page_asks_the_same_for_12_and_for_120_lessons(grow: Grow, client: Client) -> None:
    grow(SIZES[0])
    few, many = _address(1), _address(2)
    client.get(CATALOGUE)
    assert len(statements(lambda: client.get(_fresh(many)))) <= 10
    client.get(_fresh(few))
    asked = [len(statements(lambda a=a: client.get(_fresh(a)))) for a in (few, many)]  # type: ignore[misc]
    assert asked[0] == asked[1] <= 10


def test_my_learning_asks_the_same_for_20_and_for_60_enrollments(
    grow: Grow, client: Client
) -> None:
    grow(SIZES[1])
    asked = []
    for number in (1, 2):
        client.force_login(User.objects.get(email=email(number)))
        client.get("/sv/my-learning/")
        asked.append(len(statements(lambda: client.get("/sv/my-learning/"))))
    assert asked[0] == asked[1] <= 10


def test_the_whole_login_takes_two_requests_and_few_statements(grow: Grow, client: Client) -> None:
    grow(SIZES[0])
    person = User.objects.get(email=email(3))
    person.set_password("correct horse battery")
    person.save()
    fields = {"login": email(3), "password": "correct horse battery"}

    def sign_in() -> None:
        assert client.get("/sv/accounts/login/").status_code == 200
        reply = client.post("/sv/accounts/login/", fields)
        assert reply.headers["Location"].endswith("/my-learning/")

    sign_in()
    client.logout()
    assert len(statements(sign_in)) <= 12


def test_growing_leaves_the_records_whole(grow: Grow) -> None:
    for size in SIZES:
        grow(size)
    assert list(breaches()) == []
    assert CoursePage.objects.live().count() == 2 * SIZES[1]
    assert not CoursePage.find_problems()[4]


def test_what_is_in_place_is_not_written_again(grow: Grow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lms.demo.scale.growth.COURSES", SIZES[0])
    monkeypatch.setattr("lms.demo.scale.growth.PEOPLE", SIZES[0])
    grow(SIZES[0])
    again = statements(lambda: scale.grow(times=1, at=AT, say=print))
    # PostgreSQL reads long lists through a cursor.
    assert [sql for sql in again if not sql.startswith(("SELECT", "DECLARE"))] == []
