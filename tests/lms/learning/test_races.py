"""Many at once: nothing is lost, nothing is doubled, on SQLite and on PostgreSQL."""

import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from certificates.models import Certificate
from courses.models import Course, CourseVersion
from home.models import Interest
from lms.core.models import Event, Job
from lms.core.outcome import Outcome
from lms.learning import actions
from lms.learning.models import Attempt, Completion, Enrollment, Progress, Response
from lms.learning.papers import Answer
from lms.notifications.models import Notification
from lms.users.models import User
from tests.factories import courses, home, learning
from tests.factories.learning import AT

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 20


def together(acts: Iterable[Callable[[], object]]) -> list[object]:
    """Let all begin at the same moment, each on a connection of its own; what they returned."""
    waiting = list(acts)
    start = threading.Barrier(len(waiting))

    def run(act: Callable[[], object]) -> object:
        try:
            start.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(waiting)) as pool:
        return list(pool.map(run, waiting))


def finish(enrollment: Enrollment, number: int) -> Callable[[], object]:
    lesson = learning.rows(enrollment)[number]
    return lambda: actions.record_outcome(
        enrollment=enrollment, lesson=lesson, outcome=Outcome(done=True), at=AT
    )


def test_pairs_of_last_lessons_finish_each_course_once() -> None:
    pairs = 60 if connection.vendor == "postgresql" else 40
    course = learning.course(lessons=2)
    people = [home.person(f"learner-{n}@example.org", f"Learner {n}") for n in range(pairs)]
    for enrollment in [learning.enrolled(person, course) for person in people]:
        together([finish(enrollment, 0), finish(enrollment, 1)])
    done = Enrollment.objects.completed().count()
    assert (done, Completion.objects.count(), Certificate.objects.count()) == (pairs,) * 3
    assert Notification.objects.filter(kind="completed").count() == pairs
    assert Event.objects.filter(name="course.completed").count() == pairs
    assert Job.objects.filter(kind="certificate.draw").count() == pairs
    assert Progress.objects.exclude(done_at=None).count() == 2 * pairs


def test_a_place_saved_while_a_lesson_is_finished_blocks_and_loses_nothing(ada: User) -> None:
    enrollment = learning.enrolled(ada, learning.course(lessons=8))
    for number, lesson in enumerate(learning.rows(enrollment)):

        def save_place(position: int = 100 * number, lesson: object = lesson) -> None:
            actions.save_place(
                enrollment=enrollment,
                lesson=lesson,  # type: ignore[arg-type]
                position=position,
                at=AT,
            )

        together([save_place, finish(enrollment, number)])
    assert Enrollment.objects.get().status == Enrollment.Status.COMPLETED
    assert Completion.objects.count() == 1
    assert Progress.objects.exclude(done_at=None).count() == 8


def posts(person: User, address: str, values: Mapping[str, object] | None = None) -> set[int]:
    """The same post twenty times at once; the statuses."""

    def post() -> int:
        client = Client()
        client.cookies = signed_in.cookies
        return client.post(address, values or {}).status_code

    signed_in = Client()
    signed_in.force_login(person)
    return {int(str(status)) for status in together([post] * AT_ONCE)}


def lesson_address(enrollment: Enrollment, number: int, end: str) -> str:
    return f"/en/learn/{enrollment.uid}/{learning.rows(enrollment)[number].key}/{end}"


def test_enrolling_at_once_gives_one_enrollment(ada: User) -> None:
    course = learning.course(access=Course.Access.PUBLIC)
    assert posts(ada, f"/en/courses/{course.key}/enroll/") == {302}
    assert Enrollment.objects.count() == 1
    assert Event.objects.filter(name="enrollment.opened").count() == 1


def test_leaving_at_once_leaves_once(ada: User) -> None:
    enrollment = learning.enrolled(ada)
    assert posts(ada, f"/en/learn/{enrollment.uid}/withdraw/") == {302}
    assert Event.objects.filter(name="enrollment.withdrawn").count() == 1


def test_upgrading_at_once_moves_once_and_finishes_once(ada: User) -> None:
    course = learning.course(lessons=2)
    enrollment = learning.enrolled(ada, course)
    first, _second = learning.rows(enrollment)
    learning.read(enrollment, first)
    learning.release(course, [first], impact=CourseVersion.Impact.CONTENT)
    assert posts(ada, f"/en/learn/{enrollment.uid}/upgrade/") == {302}
    assert Event.objects.filter(name="enrollment.upgraded").count() == 1
    assert Completion.objects.count() == 1


def test_saving_the_place_at_once_keeps_one_row(ada: User) -> None:
    enrollment = learning.enrolled(ada)
    assert posts(ada, lesson_address(enrollment, 0, "place/"), {"position": 500}) == {200}
    assert Progress.objects.get().position == 500


def test_finishing_at_once_finishes_once(ada: User) -> None:
    enrollment = learning.enrolled(ada, learning.course(lessons=1))
    assert posts(ada, lesson_address(enrollment, 0, "outcome/")) == {302}
    assert Event.objects.filter(name="lesson.completed").count() == 1
    assert (Completion.objects.count(), Certificate.objects.count()) == (1, 1)


def test_starting_at_once_gives_one_attempt(ada: User) -> None:
    enrollment = learning.enrolled(ada)
    assert posts(ada, lesson_address(enrollment, 2, "attempts/")) == {302}
    assert Attempt.objects.count() == 1
    assert Event.objects.filter(name="attempt.started").count() == 1


def test_the_last_attempt_cannot_be_begun_twice(ada: User) -> None:
    quiz = courses.quiz(max_attempts=2)
    enrollment = learning.enrolled(ada, learning.course(quiz=quiz))
    learning.handed_in(learning.begun(enrollment), right=0)
    posts(ada, lesson_address(enrollment, 2, "attempts/"))
    assert Attempt.objects.count() == 2


def test_the_same_answer_at_once_is_one_answer(ada: User) -> None:
    attempt = learning.begun(learning.enrolled(ada))
    values = {"option": learning.options(attempt, 1), "version": 0}
    assert posts(ada, f"/en/attempts/{attempt.uid}/1/answer/", values) == {200}
    assert Response.objects.get().version == 1


def test_different_answers_at_once_keep_exactly_one_of_them(ada: User) -> None:
    attempt = learning.begun(learning.enrolled(ada))
    right, wrong = (learning.options(attempt, 1, right=is_right) for is_right in (True, False))

    def save(options: list[int]) -> Callable[[], object]:
        def act() -> bool:
            try:
                actions.save_answer(
                    attempt=attempt, number=1, options=options, flagged=False, version=0, at=AT
                )
            except actions.StaleAnswer:
                return False
            return True

        return act

    kept = together([save(right), save(wrong)] * 5)
    assert Response.objects.get().options in (right, wrong)
    assert kept.count(True) == 5


def test_handing_in_at_once_grades_once(ada: User) -> None:
    enrollment = learning.enrolled(ada)
    learning.read(enrollment)
    attempt = learning.begun(enrollment)
    learning.answer(attempt, right=2)
    assert posts(ada, f"/en/attempts/{attempt.uid}/submit/") == {302}
    assert Event.objects.filter(name="attempt.submitted").count() == 1
    assert (Completion.objects.count(), Certificate.objects.count()) == (1, 1)


def test_the_whole_form_handed_in_at_once_is_saved_and_graded_once(ada: User) -> None:
    attempt = learning.begun(learning.enrolled(ada))
    values = {f"option-{n}": learning.options(attempt, n) for n in (1, 2)}
    values |= {f"version-{n}": [0] for n in (1, 2)}
    assert posts(ada, f"/en/attempts/{attempt.uid}/answers/", values) == {302}
    assert posts(ada, f"/en/attempts/{attempt.uid}/submit/", values) == {302}
    assert [row.version for row in Response.objects.all()] == [1, 1]
    assert Attempt.objects.get().right == 2
    assert Event.objects.filter(name="attempt.submitted").count() == 1


def test_a_form_and_an_answer_by_script_at_once_keep_one_of_them(ada: User) -> None:
    attempt = learning.begun(learning.enrolled(ada))
    right, wrong = (learning.options(attempt, 1, right=is_right) for is_right in (True, False))

    def by_script() -> bool:
        try:
            actions.save_answer(
                attempt=attempt, number=1, options=right, flagged=False, version=0, at=AT
            )
        except (actions.StaleAnswer, actions.AttemptIsOver):
            return False
        return True

    def by_form() -> bool:
        try:
            actions.submit(attempt=attempt, answers={1: Answer(wrong)}, at=AT)
        except actions.AnswersRefused:
            return False
        return True

    kept = together([by_script, by_form])
    assert sorted(kept, key=str) == [False, True]
    assert Response.objects.get().options == (right if kept[0] else wrong)


def test_an_answer_that_was_said_to_be_saved_is_graded(ada: User) -> None:
    attempt = learning.begun(learning.enrolled(ada))
    right = learning.options(attempt, 1)

    def save() -> bool:
        try:
            actions.save_answer(
                attempt=attempt, number=1, options=right, flagged=False, version=0, at=AT
            )
        except actions.AttemptIsOver:
            return False
        return True

    saved, _graded = together([save, lambda: actions.submit(attempt=attempt, at=AT)])
    assert Attempt.objects.get().right == int(bool(saved))


def test_stating_interests_at_once_states_them_once(ada: User) -> None:
    values = {"job_roles": home.job_role().pk, "topics": home.topic().pk}
    assert posts(ada, "/en/my-learning/interests/", values) == {302}
    assert Interest.objects.count() == 2
    assert Event.objects.filter(name="interests.stated").count() == 1
