"""Taking part: who may, once at a time, and how somebody moves on to a newer version."""

from datetime import date, timedelta

import pytest

from courses import actions as course_actions
from courses.models import Course, CourseVersion
from lms.core.models import Event, Job
from lms.learning import actions, handlers
from lms.learning.models import Completion, Enrollment, Progress
from lms.users.models import User
from tests.factories import courses, learning
from tests.factories.learning import AT

pytestmark = pytest.mark.django_db
Status = Enrollment.Status
LATER = AT + timedelta(days=1)
Impact = CourseVersion.Impact


def hear_releases() -> None:
    """Do what follows from every release so far, in learning."""
    for event in Event.objects.filter(name="course.released"):
        handlers.move_up_over_wording(event)


def test_a_release_is_heard_here() -> None:
    courses.release(courses.draft())
    path = "lms.learning.handlers.move_up_over_wording"
    assert Job.objects.filter(kind="event.handle", args__handler=path).exists()


def test_enrolling_takes_the_newest_version_and_leaves_a_trail(ada: User) -> None:
    course = learning.course()
    enrollment = learning.enrolled(ada, course)
    assert (enrollment.status, enrollment.version) == (Status.ACTIVE, course.current)
    event = Event.objects.get(name="enrollment.opened")
    assert (event.subject_pk, event.actor_id) == (str(enrollment.pk), ada.pk)


def test_a_second_enrolling_is_the_same_enrollment(ada: User) -> None:
    course = learning.course()
    first = learning.enrolled(ada, course)
    assert learning.enrolled(ada, course, at=LATER) == first
    assert Event.objects.filter(name="enrollment.opened").count() == 1


def test_a_repeat_is_a_new_enrollment_and_the_old_one_stays(ada: User) -> None:
    course = learning.course()
    first = learning.finished(ada, course)
    second = learning.enrolled(ada, course, at=LATER)
    assert second != first
    assert Enrollment.objects.get(pk=first.pk).status == Status.COMPLETED
    assert not Progress.objects.filter(enrollment=second).exists()


def test_an_open_course_asks_for_a_confirmed_address(eva: User) -> None:
    with pytest.raises(actions.AddressNotVerified):
        actions.enroll(learner=eva, course=learning.course(), at=AT)


def test_a_public_course_asks_for_an_account_only(eva: User) -> None:
    course = learning.course(access=Course.Access.PUBLIC)
    assert actions.enroll(learner=eva, course=course, at=AT).learner == eva


def test_a_staff_course_asks_for_a_membership_in_force(ada: User, david: User, eva: User) -> None:
    course = learning.course(access=Course.Access.STAFF)
    for member in (ada, david):
        assert actions.enroll(learner=member, course=course, at=AT).learner == member
    with pytest.raises(actions.StaffOnly):
        actions.enroll(learner=eva, course=course, at=AT)


def test_nobody_enrolls_without_an_invitation(ada: User) -> None:
    course = learning.course(access=Course.Access.INVITATION)
    with pytest.raises(actions.ByInvitation):
        actions.enroll(learner=ada, course=course, at=AT)


def test_a_retired_course_takes_nobody_new(ada: User) -> None:
    course = learning.course(access=Course.Access.PUBLIC)
    course_actions.retire(
        course=course, by=None, at=AT, on=date(2025, 6, 9), reason="Replaced", replaced_by=None
    )
    with pytest.raises(actions.NotOpen):
        actions.enroll(learner=ada, course=course, at=LATER)


def test_where_approval_is_required_enrolling_only_asks(ada: User) -> None:
    course = learning.course()
    course_actions.set_live_facts(course=course, by=None, at=AT, approval_required=True)
    enrollment = learning.enrolled(ada, course)
    assert enrollment.status == Status.REQUESTED
    with pytest.raises(actions.NotUnderWay):
        learning.read(enrollment)


def test_leaving_keeps_what_was_done_and_happens_once(ada: User) -> None:
    enrollment = learning.enrolled(ada)
    first = learning.rows(enrollment)[0]
    learning.read(enrollment, first)
    actions.withdraw(enrollment=enrollment, at=LATER)
    left = actions.withdraw(enrollment=enrollment, at=LATER + timedelta(days=1))
    assert (left.status, left.ended_at) == (Status.WITHDRAWN, LATER)
    assert Progress.objects.filter(enrollment=enrollment, done_at=AT).count() == 1
    assert Event.objects.filter(name="enrollment.withdrawn").count() == 1


def test_a_finished_course_cannot_be_left(ada: User) -> None:
    done = learning.finished(ada, learning.course())
    assert actions.withdraw(enrollment=done, at=LATER).status == Status.COMPLETED


def test_wording_moves_people_up_by_itself(ada: User, david: User) -> None:
    page = courses.draft()
    courses.release(page)
    course = Course.objects.get(key=page.translation_key)
    mine, done = learning.enrolled(ada, course), learning.finished(david, course)
    learning.read(mine, learning.rows(mine)[0])
    courses.edit(courses.lessons(page)[0], body=[{"type": "text", "value": "<p>Rättat.</p>"}])
    newer = courses.release(page, impact=Impact.EDITORIAL, at=LATER)
    hear_releases()
    moved = Enrollment.objects.get(pk=mine.pk)
    assert moved.version == newer
    assert Progress.objects.filter(enrollment=moved, done_at__isnull=False).count() == 1
    assert Enrollment.objects.get(pk=done.pk).version != newer
    event = Event.objects.get(name="enrollments.moved")
    assert event.data["enrollments"] == 1


def test_following_wording_again_moves_nobody(ada: User) -> None:
    page = courses.draft()
    courses.release(page)
    course = Course.objects.get(key=page.translation_key)
    learning.enrolled(ada, course)
    courses.edit(courses.lessons(page)[0], body=[{"type": "text", "value": "<p>Rättat.</p>"}])
    courses.release(page, impact=Impact.EDITORIAL, at=LATER)
    assert actions.follow_editorial(course=course, at=LATER) == 1
    assert actions.follow_editorial(course=course, at=LATER) == 0


def test_other_changes_wait_for_the_learner(ada: User) -> None:
    page = courses.draft()
    older = courses.release(page)
    course = Course.objects.get(key=page.translation_key)
    enrollment = learning.enrolled(ada, course)
    courses.edit(courses.lessons(page)[0], body=[{"type": "text", "value": "<p>Nytt.</p>"}])
    newer = courses.release(page, impact=Impact.CONTENT, at=LATER)
    hear_releases()
    assert Enrollment.objects.get(pk=enrollment.pk).version == older
    moved = actions.upgrade(enrollment=enrollment, at=LATER)
    assert moved.version == newer
    again = actions.upgrade(enrollment=enrollment, at=LATER)
    assert again.version == newer
    assert Event.objects.filter(name="enrollment.upgraded").count() == 1


def test_wording_after_another_change_does_not_carry_people_over_that_change(ada: User) -> None:
    page = courses.draft()
    older = courses.release(page)
    course = Course.objects.get(key=page.translation_key)
    enrollment = learning.enrolled(ada, course)
    for text, impact in (("Nytt", Impact.CONTENT), ("Nytt!", Impact.EDITORIAL)):
        courses.edit(courses.lessons(page)[0], body=[{"type": "text", "value": f"<p>{text}</p>"}])
        courses.release(page, impact=impact, at=LATER)
    hear_releases()
    assert Enrollment.objects.get(pk=enrollment.pk).version == older


def test_moving_to_a_version_with_fewer_lessons_may_finish_the_course(ada: User) -> None:
    course = learning.course(lessons=2)
    enrollment = learning.enrolled(ada, course)
    first, _second = learning.rows(enrollment)
    learning.read(enrollment, first)
    learning.release(course, [first], impact=Impact.CONTENT)
    moved = actions.upgrade(enrollment=enrollment, at=LATER)
    assert moved.status == Status.COMPLETED
    completion = Completion.objects.get(enrollment=enrollment)
    assert (completion.version, completion.at) == (moved.version, LATER)


def test_nobody_upgrades_what_has_ended(ada: User) -> None:
    done = learning.finished(ada, learning.course())
    with pytest.raises(actions.NotUnderWay):
        actions.upgrade(enrollment=done, at=LATER)
