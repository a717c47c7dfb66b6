"""Who visits during a run: people with sessions, and enough enrollments to use up."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password

from certificates.models import Certificate
from courses.models import Course, CourseVersion, Lesson
from home import links
from home.centers.models import Center, Membership
from home.models import JobRole
from lms.core import clock
from lms.demo.scale.learning import FEW, MANY
from lms.demo.scale.people import email
from lms.demo.scale.shelf import Shelved, read_shelf
from lms.learning.models import Attempt, Enrollment, Progress, Response
from lms.learning.outline import entries
from lms.users.models import User

VISITORS = 10  # eight at once, one alone, one inside this process
PASSWORD = "bench-bench-bench"  # noqa: S105  in a database that is thrown away
# Which of the numbered courses serve what; each enrollment is used up once.
DONE, FINISH, QUIZ = range(2, 40), range(40, 110), range(110, 180)
REAL = "cart-bedside"  # a course of the demo network, with lessons as people write them


@dataclass
class Visitor:
    """One person; `left` holds what may still be used up, by kind."""

    user: User
    cookies: Mapping[str, str]
    left: dict[str, Iterator[Any]] = field(default_factory=dict)
    place: tuple[str, list[str]] = ("", [])


@dataclass
class Cast:
    """Everybody, and the addresses they go to."""

    visitors: list[Visitor]
    few: Visitor
    many: Visitor
    catalogue: str
    course: str
    long_course: str
    certificate: Certificate


def gather() -> Cast:
    """Make the visitors; needs a database that was filled at some scale."""
    shelf = read_shelf()
    hashed = make_password(PASSWORD)
    visitors = [_visitor(number, shelf, hashed) for number in range(VISITORS)]
    few = _of(User.objects.get(email=email(FEW[0])))
    catalogue = links.single("courses.courseindexpage", "sv")
    return Cast(
        visitors=visitors,
        few=few,
        many=_of(User.objects.get(email=email(MANY[0]))),
        catalogue=catalogue.url if catalogue else "",
        course=_address("scale-000001"),
        long_course=_address("scale-000002"),
        certificate=Certificate.objects.filter(holder=few.user).order_by("pk")[0],
    )


def _address(code: str) -> str:
    version = CourseVersion.objects.get(course__code=code, course__current__isnull=False)
    return str(version.texts["sv"]["url"])


def _of(user: User) -> Visitor:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return Visitor(user, {settings.SESSION_COOKIE_NAME: session.session_key})


def _visitor(number: int, shelf: Any, hashed: str) -> Visitor:
    user = User.objects.create(
        email=f"visitor-{number}@bench.example", display_name="Bench Mätning", password=hashed
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    center, role = Center.objects.order_by("pk")[0], JobRole.objects.order_by("pk")[0]
    now = clock.now()
    Membership.objects.create(
        person=user, center=center, job_role=role, started_on=now.date(), recorded_at=now
    )
    visitor = _of(user)
    keys = {pk: str(key) for pk, key in Lesson.objects.values_list("pk", "key")}
    visitor.left = {
        "done": iter(_marks(_enroll(user, shelf, DONE), keys)),
        "finish": iter(_almost_done(_enroll(user, shelf, FINISH), keys)),
        "quiz": iter(_quizzes(_enroll(user, shelf, QUIZ), keys)),
    }
    visitor.place = _real(user)
    return visitor


Pairs = list[tuple[Enrollment, Shelved]]


def _enroll(user: User, shelf: Any, places: range) -> Pairs:
    at = clock.now() - datetime.timedelta(days=3)
    chosen = [shelf[place] for place in places]
    rows = Enrollment.objects.bulk_create(
        Enrollment(
            learner=user,
            course_id=row.course,
            version_id=row.version,
            source="bench",
            enrolled_at=at,
            recorded_at=at,
        )
        for row in chosen
    )
    return list(zip(rows, chosen, strict=True))


def _marks(pairs: Pairs, keys: Mapping[int, str]) -> list[tuple[str, str]]:
    """Lessons to mark as done, one course after the other, never the last of a course."""
    return [(str(row.uid), keys[lesson]) for row, course in pairs for lesson in course.lessons[:-2]]


def _almost_done(pairs: Pairs, keys: Mapping[int, str]) -> list[tuple[str, str]]:
    """Enrollments with one reading lesson left, the questions passed."""
    at = clock.now() - datetime.timedelta(days=1)
    Progress.objects.bulk_create(
        Progress(enrollment=row, lesson_id=lesson, started_at=at, touched_at=at, done_at=at)
        for row, course in pairs
        for lesson in (*course.lessons[:-2], course.lessons[-1])
    )
    attempts = Attempt.objects.bulk_create(_passed(*pair, at) for pair in pairs)
    Response.objects.bulk_create(
        Response(
            attempt=attempt, question_version_id=question, options=[option], is_right=True,
            saved_at=at,
        )
        for attempt, (_row, course) in zip(attempts, pairs, strict=True)
        for question, option in course.right.items()
    )  # fmt: skip
    return [(str(row.uid), keys[course.lessons[-2]]) for row, course in pairs]


def _passed(enrollment: Enrollment, course: Shelved, at: datetime.datetime) -> Attempt:
    return Attempt(
        enrollment=enrollment,
        lesson_id=course.lessons[-1],
        quiz_version_id=course.quiz,
        number=1,
        state=Attempt.State.GRADED,
        paper=course.paper,
        score=100,
        right=len(course.paper),
        passed=True,
        started_at=at,
        submitted_at=at,
        recorded_at=at,
    )


def _quizzes(pairs: Pairs, keys: Mapping[int, str]) -> list[tuple[str, str, list[int]]]:
    """Quizzes to take, with the right options in the order of the questions."""
    return [
        (
            str(row.uid),
            keys[course.lessons[-1]],
            [course.right[sheet["question_version"]] for sheet in course.paper],
        )
        for row, course in pairs
    ]


def _real(user: User) -> tuple[str, list[str]]:
    """An enrollment in a real course, and its reading lessons."""
    at = clock.now()
    course = Course.objects.select_related("current").get(code=REAL)
    version = course.current
    if version is None:
        raise LookupError(REAL)
    row = Enrollment.objects.create(
        learner=user, course=course, version=version, enrolled_at=at, recorded_at=at
    )
    return str(row.uid), [entry.key for entry in entries(version.outline) if not entry.is_quiz]
