"""How many statements the pages and posts of learners take, whatever was done before."""

import gzip
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.models import Course, Lesson
from lms.learning import actions
from lms.learning.models import Attempt, Enrollment, Progress
from lms.users.models import User
from tests.factories import certificates, courses, home, learning
from tests.factories.learning import AT

pytestmark = pytest.mark.django_db
FRAME = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


class Count:
    """Statements without the marks of transactions, and those that write."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    @property
    def total(self) -> int:
        return len(self.statements)

    @property
    def writes(self) -> int:
        return sum(not sql.startswith("SELECT") for sql in self.statements)


@contextmanager
def counted(client: Client) -> Iterator[Count]:
    """What happens in the block, with the map of links in memory as it is on a running site."""
    client.get("/en/my-learning/interests/")
    count = Count()
    with CaptureQueriesContext(connection) as caught:
        yield count
    said = (query["sql"] for query in caught.captured_queries)
    count.statements = [sql for sql in said if not sql.startswith(FRAME)]


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
    with counted(signed_in) as count:
        assert signed_in.get(address(enrollment, lesson)).status_code == 200
        saved = signed_in.post(address(enrollment, lesson, "place/"), {"position": 400})
        assert saved.status_code == 200
    assert (count.total, count.writes) == (11, 1)


@pytest.mark.parametrize("lessons", [4, 40])
def test_marking_a_lesson_as_done(signed_in: Client, ada: User, lessons: int) -> None:
    enrollment = learning.enrolled(ada, learning.course(lessons=lessons))
    lesson = learning.rows(enrollment)[1]
    with counted(signed_in) as count:
        signed_in.post(address(enrollment, lesson, "outcome/"))
    assert count.total == 10


def test_finishing_a_course(signed_in: Client, ada: User) -> None:
    certificates.design_version()
    enrollment = learning.enrolled(ada, learning.course(lessons=8))
    *others, last = learning.rows(enrollment)
    learning.read(enrollment, *others)
    with counted(signed_in) as count:
        signed_in.post(address(enrollment, last, "outcome/"))
    assert Enrollment.objects.get().status == Enrollment.Status.COMPLETED
    assert count.total == 22


def _answer(client: Client, uid: UUID, number: int, option: int) -> None:
    answer = client.post(
        f"/en/attempts/{uid}/{number}/answer/",
        {"option": option, "version": 0},
        headers={"X-Requested-With": "fetch"},
    )
    assert answer.status_code == 200


@pytest.mark.parametrize("tried", [0, 99])
def test_a_quiz_of_ten_questions(signed_in: Client, ada: User, tried: int) -> None:
    enrollment = learning.enrolled(ada, learning.course(quiz=courses.quiz(size=10)))
    for _number in range(tried):
        actions.submit(attempt=learning.begun(enrollment), at=AT)
    (lesson,) = learning.rows(enrollment, "quiz")
    with counted(signed_in) as start:
        signed_in.post(address(enrollment, lesson, "attempts/"))
    attempt = Attempt.objects.get(state=Attempt.State.IN_PROGRESS)
    with counted(signed_in) as turn:
        signed_in.get(f"/en/attempts/{attempt.uid}/5/")
    for number in range(1, 11):
        option = learning.options(attempt, number)[0]
        with counted(signed_in) as save:
            _answer(signed_in, attempt.uid, number, option)
        assert (save.total, save.writes) == (6, 1)
    with counted(signed_in) as submit:
        signed_in.post(f"/en/attempts/{attempt.uid}/submit/")
    with counted(signed_in) as result:
        assert signed_in.get(f"/en/attempts/{attempt.uid}/").status_code == 200
    assert [one.total for one in (start, turn, submit, result)] == [12, 6, 15, 7]


def _many(learner: User, size: int) -> None:
    """So many enrollments, half of them done with a certificate, written in bulk."""
    versions = [learning.course(f"course-{n}").current for n in range(4)]
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
    with counted(signed_in) as count:
        page = signed_in.get("/en/my-learning/")
    assert count.total == (9 if size else 10)
    assert page.content.count(b"cert-mini") == size // 2
    assert len(gzip.compress(page.content)) < 15_000
