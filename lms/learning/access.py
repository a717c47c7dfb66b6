"""Who may see which row of learning: the row, or 404 as if there were none."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from courses.assessments.frozen import quiz_of
from courses.models import Course, CourseVersion, Lesson
from courses.released import lesson_by_id, lesson_of, version_of
from home.centers.selectors import is_member
from lms.core.prepared import slot, whole
from lms.learning import outline
from lms.learning.models import Attempt, Enrollment
from lms.learning.outline import Entry
from lms.users.models import User

Reader = User | AnonymousUser


_own = whole(
    lambda: Enrollment.objects.own(slot(User, "id", "learner")).filter(uid=slot(Enrollment, "uid")),
    Enrollment,
    beside="course",
)
_own_attempt = whole(
    lambda: Attempt.objects.own(slot(User, "id", "learner")).filter(uid=slot(Attempt, "uid")),
    Attempt,
    beside="enrollment",
)


class LessonsClosed(Exception):
    """The row is theirs, but the lessons are not open to them now; the course page says why."""

    def __init__(self, course: Course) -> None:
        super().__init__(course.pk)
        self.course = course


@dataclass(frozen=True, slots=True)
class Seat:
    """A learner in a lesson: the enrollment, and the lesson's place in its version."""

    enrollment: Enrollment
    entry: Entry


def get_course_for(user: Reader, key: UUID, at: datetime) -> Course:
    """A course that the person may know of at `at`; raises Http404 otherwise."""
    course = Course.objects.visible_to(user, at).select_related("current").filter(key=key).first()
    if course is None:
        raise Http404
    return course


def get_open_course_for(user: Reader, key: UUID, at: datetime) -> tuple[Course, CourseVersion]:
    """A course anybody may read, and its newest version; raises Http404 or LessonsClosed."""
    course = get_course_for(user, key, at)
    retired = course.status == Course.Status.RETIRED
    if course.access != Course.Access.PUBLIC or retired or course.current is None:
        raise LessonsClosed(course)
    return course, course.current


def get_enrollment_for(user: User, uid: UUID) -> Enrollment:
    """An enrollment of the person's own; raises Http404 otherwise. One query."""
    enrollment = next(iter(_own(learner=user.pk, uid=uid)), None)
    if enrollment is None:
        raise Http404
    enrollment.learner, enrollment.version = user, version_of(enrollment.version_id)
    return enrollment


def get_reading_for(user: User, uid: UUID, at: datetime) -> Enrollment:
    """An enrollment whose lessons the person may open at `at`. One query, for staff courses two.

    Raises Http404; LessonsClosed where they wait for approval or are no longer staff.
    """
    enrollment = get_enrollment_for(user, uid)
    waiting = {Enrollment.Status.REQUESTED, Enrollment.Status.WAITLISTED}
    if enrollment.status in waiting or not _may_read(user, enrollment.course, at):
        raise LessonsClosed(enrollment.course)
    return enrollment


def _may_read(user: User, course: Course, at: datetime) -> bool:
    # As `takeable_by`, for a course that was released and somebody who has an account and was let
    # in once: an invitation is used up then, and only a membership may have ended since.
    return course.access != Course.Access.STAFF or is_member(person=user, at=at)


def get_seat_for(user: User, uid: UUID, lesson: UUID, at: datetime) -> Seat:
    """A lesson of an enrollment, as `get_reading_for`; 404 too where the version lacks it."""
    enrollment = get_reading_for(user, uid, at)
    return Seat(enrollment, get_entry(enrollment.version.outline, lesson))


def get_entry(of: outline.Outline, lesson: UUID) -> Entry:
    """The lesson's place in an outline; raises Http404 where it has none."""
    entry = outline.find(of, str(lesson))
    if entry is None:
        raise Http404
    return entry


def get_lesson(seat: Seat) -> Lesson:
    """The lesson's row, to record something about it."""
    return lesson_of(seat.entry.key)


def get_attempt_for(user: User, uid: UUID) -> Attempt:
    """An attempt of the person's own; raises Http404 otherwise. One query."""
    attempt = next(iter(_own_attempt(learner=user.pk, uid=uid)), None)
    if attempt is None:
        raise Http404
    attempt.lesson = lesson_by_id(attempt.lesson_id)
    attempt.quiz_version = quiz_of(attempt.quiz_version_id)
    attempt.enrollment.learner = user
    attempt.enrollment.version = version_of(attempt.enrollment.version_id)
    return attempt


def check_number(attempt: Attempt, number: int) -> None:
    """Raises Http404 where the paper has no question of that number (from 1)."""
    if not 1 <= number <= len(attempt.paper):
        raise Http404
