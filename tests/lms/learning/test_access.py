"""Who gets in: the learner. Anybody else hears 404, and strangers are asked to sign in."""

from collections.abc import Callable

import pytest
from django.test import Client

from courses import actions as course_actions
from courses.models import Course
from home.centers.models import Membership
from lms.learning.models import Attempt, Enrollment
from lms.users.models import User
from tests.factories import courses, learning
from tests.factories.learning import AT

pytestmark = pytest.mark.django_db
Path = Callable[[Attempt], str]


def _enrollment(attempt: Attempt, end: str = "") -> str:
    return f"/en/learn/{attempt.enrollment.uid}/{end}"


def _lesson(attempt: Attempt, end: str = "") -> str:
    return _enrollment(attempt, f"{attempt.lesson.key}/{end}")


PAGES: dict[str, Path] = {
    "resume": _enrollment,
    "lesson": _lesson,
    "attempt": lambda attempt: f"/en/attempts/{attempt.uid}/",
}
POSTS: dict[str, Path] = {
    "withdraw": lambda attempt: _enrollment(attempt, "withdraw/"),
    "upgrade": lambda attempt: _enrollment(attempt, "upgrade/"),
    "place": lambda attempt: _lesson(attempt, "place/"),
    "outcome": lambda attempt: _lesson(attempt, "outcome/"),
    "start": lambda attempt: _lesson(attempt, "attempts/"),
    "answer": lambda attempt: f"/en/attempts/{attempt.uid}/1/answer/",
    "answers": lambda attempt: f"/en/attempts/{attempt.uid}/answers/",
    "submit": lambda attempt: f"/en/attempts/{attempt.uid}/submit/",
}
ALL = PAGES | POSTS


@pytest.fixture
def adas(ada: User) -> Attempt:
    return learning.begun(learning.enrolled(ada))


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("stranger", ["david", "cecilia", "eva"])
def test_others_get_404_whatever_they_ask(
    client: Client, adas: Attempt, name: str, stranger: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(stranger))
    address = ALL[name](adas)
    assert client.get(address).status_code == 404
    assert client.post(address, {"position": 1, "version": 0}).status_code == 404
    assert Attempt.objects.get().state == Attempt.State.IN_PROGRESS
    assert Enrollment.objects.get().status == Enrollment.Status.ACTIVE


@pytest.mark.parametrize("name", ALL)
def test_who_is_not_signed_in_is_asked_to(client: Client, adas: Attempt, name: str) -> None:
    address = ALL[name](adas)
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 302
        assert answer["Location"] == f"/en/accounts/login/?next={address}"


@pytest.mark.parametrize("name", POSTS)
def test_a_script_hears_401_and_keeps_what_it_has(client: Client, adas: Attempt, name: str) -> None:
    answer = client.post(POSTS[name](adas), headers={"X-Requested-With": "fetch"})
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/json")


@pytest.mark.parametrize("name", ALL)
def test_no_get_changes_anything(client: Client, ada: User, adas: Attempt, name: str) -> None:
    client.force_login(ada)
    before = list(Enrollment.objects.values()), list(Attempt.objects.values())
    assert client.get(ALL[name](adas), {"position": 3}).status_code in {200, 302}
    assert (list(Enrollment.objects.values()), list(Attempt.objects.values())) == before


@pytest.mark.parametrize("name", PAGES)
def test_personal_pages_are_stored_nowhere(
    client: Client, ada: User, adas: Attempt, name: str
) -> None:
    client.force_login(ada)
    assert client.get(PAGES[name](adas))["Cache-Control"] == "private, no-store"


def test_a_lesson_that_is_not_in_the_course_is_404(client: Client, ada: User) -> None:
    enrollment = learning.enrolled(ada)
    foreign = learning.rows(learning.enrolled(ada, learning.course("other")))[0]
    client.force_login(ada)
    for end in ("", "place/", "outcome/", "attempts/"):
        address = f"/en/learn/{enrollment.uid}/{foreign.key}/{end}"
        assert client.post(address, {"position": 1}).status_code == 404


@pytest.mark.parametrize("number", [0, 3, 99999999999999999999])
def test_a_question_that_is_not_on_the_paper_is_404(
    client: Client, ada: User, adas: Attempt, number: int
) -> None:
    client.force_login(ada)
    assert client.post(f"/en/attempts/{adas.uid}/{number}/answer/").status_code == 404


def test_lessons_of_a_staff_course_close_when_the_membership_ends(
    client: Client, ada: User
) -> None:
    course = courses.released(access=Course.Access.STAFF)
    enrollment = learning.enrolled(ada, course)
    client.force_login(ada)
    lesson = f"/en/learn/{enrollment.uid}/{learning.rows(enrollment)[0].key}/"
    assert client.get(lesson).status_code == 200
    membership = Membership.objects.get(person=ada)
    Membership.objects.create(
        person=ada,
        center=membership.center,
        job_role=membership.job_role,
        started_on=membership.started_on,
        ended_on=membership.started_on,
        supersedes=membership,
        recorded_at=AT,
    )
    for answer in (client.get(lesson), client.post(f"{lesson}outcome/")):
        assert (answer.status_code, answer["Location"]) == (302, "/en/courses/uppsala/car-t/")


def test_lessons_wait_until_the_center_has_approved(client: Client, ada: User) -> None:
    course = learning.course()
    course_actions.set_live_facts(course=course, by=None, at=AT, approval_required=True)
    enrollment = learning.enrolled(ada, course)
    client.force_login(ada)
    assert client.get(f"/en/learn/{enrollment.uid}/")["Location"] == "/"
