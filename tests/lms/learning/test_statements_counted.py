"""How many statements the pages and posts of learners take, whatever was done before."""

import gzip
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.models import Course, CourseVersion, Lesson
from lms.learning import actions
from lms.learning.models import Attempt, Enrollment, Progress
from lms.learning.selectors.own import SHOWN
from lms.users.models import User
from tests.factories import certificates, courses, home, learning
from tests.factories.learning import AT

pytestmark = pytest.mark.django_db
FRAME = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


class Count:
    """Statements without the marks of transactions, and those that write."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.transactions = 0

    @property
    def total(self) -> int:
        return len(self.statements)

    @property
    def writes(self) -> int:
        return sum(not sql.startswith("SELECT") for sql in self.statements)


@contextmanager
def counted(client: Client) -> Iterator[Count]:
    """What happens in the block, with the map of links in memory as it is on a running site."""
    client.get("/en/my-learning/")
    count = Count()
    with CaptureQueriesContext(connection) as caught:
        yield count
    said = [query["sql"] for query in caught.captured_queries]
    # A test is one transaction itself, so each of the product's shows as an outermost savepoint.
    count.transactions = _outermost(said)
    count.statements = [sql for sql in said if not sql.startswith(FRAME)]


def _outermost(said: Iterable[str]) -> int:
    depth = found = 0
    for sql in said:
        if sql.startswith("SAVEPOINT"):
            found += not depth
            depth += 1
        elif sql.startswith("RELEASE"):
            depth -= 1
    return found


@pytest.fixture
def signed_in(client: Client, ada: User) -> Client:
    client.force_login(learning.confirmed(ada))
    return client


def address(enrollment: Enrollment, lesson: Lesson, end: str = "") -> str:
    return f"/en/learn/{enrollment.uid}/{lesson.key}/{end}"


@pytest.mark.parametrize("lessons", [4, 40])
def test_opening_a_lesson_and_keeping_the_place(signed_in: Client, ada: User, lessons: int) -> None:
    enrollment = learning.enrolled(ada, learning.course(lessons=lessons))
    lesson = learning.rows(enrollment)[1]
    signed_in.get(address(enrollment, lesson))
    with counted(signed_in) as count:
        assert signed_in.get(address(enrollment, lesson)).status_code == 200
        saved = signed_in.post(address(enrollment, lesson, "place/"), {"position": 400})
        assert saved.status_code == 200
    assert (count.total, count.writes) == (10, 1)


@pytest.mark.parametrize("lessons", [4, 40])
def test_marking_a_lesson_as_done(signed_in: Client, ada: User, lessons: int) -> None:
    enrollment = learning.enrolled(ada, learning.course(lessons=lessons))
    lesson = learning.rows(enrollment)[1]
    signed_in.get(address(enrollment, lesson))
    with counted(signed_in) as count:
        signed_in.post(address(enrollment, lesson, "outcome/"))
    assert count.total == 10


def test_finishing_a_course(signed_in: Client, ada: User) -> None:
    certificates.design_version()
    enrollment = learning.enrolled(ada, learning.course(lessons=8))
    *others, last = learning.rows(enrollment)
    learning.read(enrollment, *others)
    signed_in.get(address(enrollment, last))
    with counted(signed_in) as count:
        signed_in.post(address(enrollment, last, "outcome/"))
    assert Enrollment.objects.get().status == Enrollment.Status.COMPLETED
    assert count.total <= 24


def _autosave(client: Client, attempt: Attempt, number: int) -> Count:
    values = {"option": learning.options(attempt, number)[0], "version": 0}
    address = f"/en/attempts/{attempt.uid}/{number}/answer/"
    with counted(client) as save:
        answer = client.post(address, values, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 200
    return save


def _form(attempt: Attempt, *, version: int) -> dict[str, int]:
    """The whole form, rightly answered."""
    numbers = range(1, len(attempt.paper) + 1)
    options = {f"option-{n}": learning.options(attempt, n)[0] for n in numbers}
    return options | {f"version-{n}": version for n in numbers}


def _take(client: Client, enrollment: Enrollment, *, by_script: bool) -> dict[str, Count]:
    """From the start to the result; what each step took."""
    (lesson,) = learning.rows(enrollment, "quiz")
    with counted(client) as start:
        client.post(address(enrollment, lesson, "attempts/"))
    attempt = Attempt.objects.get(enrollment=enrollment, state=Attempt.State.IN_PROGRESS)
    page = f"/en/attempts/{attempt.uid}/"
    with counted(client) as questions:
        assert client.get(page).status_code == 200
    if by_script:
        for number in range(1, len(attempt.paper) + 1):
            save = _autosave(client, attempt, number)
            assert (save.total, save.writes, save.transactions) == (7, 1, 1)
    form = _form(attempt, version=int(by_script))
    with counted(client) as submit:
        assert client.post(f"{page}submit/", form).status_code == 302
    with counted(client) as result:
        assert b"You passed" in client.get(page).content
    return {"start": start, "questions": questions, "submit": submit, "result": result}


@pytest.mark.parametrize("by_script", [True, False], ids=["script", "form"])
@pytest.mark.parametrize("tried", [0, 99])
def test_a_quiz_of_ten_questions(
    signed_in: Client, ada: User, david: User, tried: int, *, by_script: bool
) -> None:
    course = learning.course(quiz=courses.quiz(size=10, max_attempts=200))
    other = Client()
    other.force_login(david)
    _take(other, learning.enrolled(david, course), by_script=by_script)
    enrollment = learning.enrolled(ada, course)
    for _number in range(tried):
        actions.submit(attempt=learning.begun(enrollment), at=AT)
    taken = _take(signed_in, enrollment, by_script=by_script)
    assert {step: count.total for step, count in taken.items()} == {
        "start": 9,
        "questions": 5,
        "submit": 13,
        "result": 8,
    }
    assert sum(count.total for count in taken.values()) <= 40
    assert sum(count.transactions for count in taken.values()) <= 4


def _version(number: int) -> CourseVersion:
    version = learning.course(f"course-{number}").current
    assert version
    return version


def _many(learner: User, size: int) -> None:
    """So many enrollments, half of them done with a certificate, written in bulk."""
    versions = [_version(n) for n in range(4)]
    courses_made = Course.objects.bulk_create(
        Course(key=uuid.uuid4(), code=f"many-{n}", source_language="sv", owner_center=home.center())
        for n in range(size)
    )
    rows = Enrollment.objects.bulk_create(
        Enrollment(
            learner=learner,
            course=course,
            version=versions[n % 4],
            status=Enrollment.Status.ACTIVE if n % 2 else Enrollment.Status.COMPLETED,
            enrolled_at=AT,
            ended_at=None if n % 2 else AT,
            recorded_at=AT,
        )
        for n, course in enumerate(courses_made)
    )
    lessons = Lesson.objects.filter(course=versions[1].course)
    Progress.objects.bulk_create(
        Progress(enrollment=row, lesson=lesson, started_at=AT, touched_at=AT, done_at=AT)
        for row in rows
        for lesson in lessons
    )
    for number in range(size // 2):
        certificates.certificate(learner, key=f"completion:many-{number}")


@pytest.mark.parametrize("size", [0, 20, 200])
def test_my_learning(signed_in: Client, ada: User, size: int) -> None:
    _many(ada, size)
    signed_in.get("/en/my-learning/")
    with counted(signed_in) as count:
        page = signed_in.get("/en/my-learning/")
    assert count.total == 10
    assert page.content.count(b"cert-mini") == min(size // 2, SHOWN)
    assert len(gzip.compress(page.content)) < 15_000
