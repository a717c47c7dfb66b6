"""Answering questions: one paper, fixed at the start, every answer kept, graded once."""

from datetime import timedelta
from decimal import Decimal

import pytest

from courses.assessments import actions as questions
from courses.assessments.models import QuestionVersion
from courses.models import CourseVersion
from lms.core.models import Event
from lms.learning import actions
from lms.learning.models import Attempt, Enrollment, Progress, Response
from lms.users.models import User
from tests.factories import courses, home, learning
from tests.factories.learning import AT

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)
State = Attempt.State


def save(attempt: Attempt, number: int = 1, **changes: object) -> Response:
    values: dict[str, object] = {"flagged": False, "version": 0, "at": AT}
    if "options" not in changes:
        values["options"] = learning.options(attempt, number)
    return actions.save_answer(attempt=attempt, number=number, **{**values, **changes})  # type: ignore[arg-type]


def with_quiz(person: User, **rules: object) -> Enrollment:
    return learning.enrolled(person, learning.course(quiz=courses.quiz(**rules)))  # type: ignore[arg-type]


def test_starting_freezes_the_paper_and_starts_the_lesson(ada: User) -> None:
    attempt = learning.begun(with_quiz(ada, size=3))
    assert (attempt.number, attempt.state, len(attempt.paper)) == (1, State.IN_PROGRESS, 3)
    assert {sheet["kind"] for sheet in attempt.paper} == {"single"}
    assert Progress.objects.get(lesson=attempt.lesson).done_at is None
    assert Event.objects.filter(name="attempt.started").count() == 1


def test_a_second_start_goes_on_with_the_same_paper(ada: User) -> None:
    enrollment = with_quiz(ada)
    first = learning.begun(enrollment)
    second = learning.begun(enrollment, at=LATER)
    assert (second.pk, second.paper, second.started_at) == (first.pk, first.paper, AT)


def test_the_same_seed_gives_the_same_order(ada: User, david: User) -> None:
    course = learning.course(quiz=courses.quiz(size=6, shuffle_questions=True))
    papers = [
        learning.begun(learning.enrolled(person, course), seed=3).paper for person in (ada, david)
    ]
    assert papers[0] == papers[1]


def test_an_answer_is_kept_with_a_version_that_grows(ada: User) -> None:
    attempt = learning.begun(with_quiz(ada))
    first = save(attempt)
    assert (first.version, first.saved_at) == (1, AT)
    wrong = learning.options(attempt, 1, right=False)
    changed = save(attempt, options=wrong, flagged=True, version=1, at=LATER)
    assert (changed.version, changed.options, changed.flagged) == (2, wrong, True)
    assert Response.objects.count() == 1


def test_the_same_answer_again_is_no_conflict_and_no_new_version(ada: User) -> None:
    attempt = learning.begun(with_quiz(ada))
    save(attempt)
    assert save(attempt, version=0, at=LATER).version == 1
    assert Response.objects.get().saved_at == AT


def test_an_answer_from_an_older_tab_is_not_written_over_a_newer_one(ada: User) -> None:
    attempt = learning.begun(with_quiz(ada))
    save(attempt)
    with pytest.raises(actions.StaleAnswer) as stale:
        save(attempt, options=learning.options(attempt, 1, right=False), version=0)
    assert stale.value.stored.options == learning.options(attempt, 1)
    assert Response.objects.get().version == 1


def test_an_answer_can_be_taken_back(ada: User) -> None:
    attempt = learning.begun(with_quiz(ada))
    save(attempt)
    assert save(attempt, options=[], version=1).options == []


@pytest.mark.parametrize("number", [0, 3, -1, 10**6])
def test_a_paper_has_no_other_questions(ada: User, number: int) -> None:
    with pytest.raises(actions.NoSuchQuestion):
        save(learning.begun(with_quiz(ada)), number, options=[])


def test_options_of_another_question_are_refused_and_nothing_is_lost(ada: User) -> None:
    attempt = learning.begun(with_quiz(ada))
    save(attempt)
    with pytest.raises(actions.BadAnswer):
        save(attempt, options=learning.options(attempt, 2), version=1)
    assert Response.objects.get().options == learning.options(attempt, 1)


def test_handing_in_grades_once_and_finishes_the_lesson(ada: User) -> None:
    enrollment = with_quiz(ada, size=5)
    attempt = learning.handed_in(learning.begun(enrollment), right=4)
    assert (attempt.state, attempt.right, attempt.score) == (State.GRADED, 4, Decimal(80))
    assert (attempt.passed, attempt.submitted_at) == (True, AT)
    assert Progress.objects.get(lesson=attempt.lesson).score == 80
    assert Response.objects.filter(is_right=True).count() == 4
    assert Response.objects.filter(is_right=False).count() == 1
    again = actions.submit(attempt=attempt, at=LATER)
    assert again.submitted_at == AT
    assert Event.objects.filter(name="attempt.submitted").count() == 1


def test_below_the_pass_mark_the_lesson_stays_open(ada: User) -> None:
    attempt = learning.handed_in(learning.begun(with_quiz(ada, size=5)), right=3)
    assert attempt.passed is False
    assert Progress.objects.get(lesson=attempt.lesson).done_at is None


def test_unanswered_questions_are_not_right(ada: User) -> None:
    attempt = actions.submit(attempt=learning.begun(with_quiz(ada)), at=AT)
    assert (attempt.right, attempt.score, attempt.passed) == (0, Decimal(0), False)


def test_all_right_options_and_no_other_make_a_multiple_question_right(ada: User) -> None:
    quiz = questions.write_quiz(
        center=home.center(),
        slug="multiple",
        titles=courses.both("Quiz"),
        questions=[
            courses.question(f"m{n}", kind=QuestionVersion.Kind.MULTIPLE, right=(1, 2))
            for n in (1, 2, 3)
        ],
        pass_mark=None,
        at=AT,
    )
    attempt = learning.begun(learning.enrolled(ada, learning.course(quiz=quiz)))
    both = [learning.options(attempt, n) for n in (1, 2, 3)]
    save(attempt, 1, options=both[0])
    save(attempt, 2, options=both[1][:1])
    save(attempt, 3, options=[*both[2], *learning.options(attempt, 3, right=False)])
    assert actions.submit(attempt=attempt, at=AT).right == 1


def test_nothing_is_saved_after_handing_in(ada: User) -> None:
    attempt = learning.handed_in(learning.begun(with_quiz(ada)), right=2)
    with pytest.raises(actions.AttemptIsOver):
        save(attempt, options=[], version=1)
    assert all(Response.objects.values_list("options", flat=True))


def test_after_leaving_neither_answers_nor_handing_in_count(ada: User) -> None:
    enrollment = with_quiz(ada)
    attempt = learning.begun(enrollment)
    actions.withdraw(enrollment=enrollment, at=AT)
    with pytest.raises(actions.NotUnderWay):
        save(attempt)
    with pytest.raises(actions.NotUnderWay):
        actions.submit(attempt=attempt, at=AT)
    with pytest.raises(actions.NotUnderWay):
        learning.begun(enrollment)


def test_the_number_of_attempts_is_a_limit(ada: User) -> None:
    enrollment = with_quiz(ada, max_attempts=2)
    for number in (1, 2):
        attempt = learning.handed_in(learning.begun(enrollment), right=0)
        assert attempt.number == number
    with pytest.raises(actions.NoAttemptsLeft):
        learning.begun(enrollment)


def test_a_voided_attempt_does_not_count_but_keeps_its_number(ada: User) -> None:
    enrollment = with_quiz(ada, max_attempts=1)
    first = learning.handed_in(learning.begun(enrollment), right=0)
    Attempt.objects.filter(pk=first.pk).update(state=State.VOIDED)
    assert learning.begun(enrollment).number == 2


def test_trying_again_after_passing_takes_nothing_back(ada: User) -> None:
    enrollment = with_quiz(ada)
    learning.handed_in(learning.begun(enrollment), right=2)
    learning.handed_in(learning.begun(enrollment, at=LATER), right=0, at=LATER)
    row = Progress.objects.get()
    assert (row.done_at, row.score) == (AT, Decimal(100))


def test_the_attempt_that_passed_first_stands_on_the_certificate(ada: User) -> None:
    enrollment = with_quiz(ada, size=5)
    learning.handed_in(learning.begun(enrollment), right=4)
    learning.handed_in(learning.begun(enrollment, at=LATER), right=5, at=LATER)
    learning.read(enrollment, at=LATER)
    certificate = enrollment.learner.certificates.get()
    assert certificate.statement["en"]["score"] == "4 of 5"


def test_an_open_attempt_keeps_its_questions_when_a_new_version_comes(ada: User) -> None:
    quiz = courses.quiz(size=2)
    course = learning.course(quiz=quiz)
    enrollment = learning.enrolled(ada, course)
    attempt = learning.begun(enrollment)
    newer = courses.quiz(size=3)
    learning.release(
        course, learning.rows(enrollment), quiz=newer, impact=CourseVersion.Impact.CONTENT
    )
    actions.upgrade(enrollment=enrollment, at=LATER)
    same = learning.begun(Enrollment.objects.get(pk=enrollment.pk), at=LATER)
    assert (same.pk, same.quiz_version, len(same.paper)) == (attempt.pk, quiz, 2)
    graded = learning.handed_in(same, right=2, at=LATER)
    assert graded.passed
    assert Progress.objects.get(lesson=attempt.lesson).done_at == LATER


def test_a_lesson_to_read_has_no_questions(ada: User) -> None:
    enrollment = with_quiz(ada)
    lesson = learning.rows(enrollment, "reading")[0]
    with pytest.raises(actions.NotInCourse):
        actions.start_attempt(enrollment=enrollment, lesson=lesson, at=AT)
