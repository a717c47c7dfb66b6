"""Taking part: enrolling, leaving, and moving to a newer version."""

from datetime import datetime
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from courses.models import Course, CourseVersion
from home.centers.selectors import is_member
from lms.core import events
from lms.learning import rules
from lms.learning.actions.completion import finish_if_complete
from lms.learning.actions.holding import hold, hold_active
from lms.learning.models import Enrollment
from lms.users.models import User
from lms.users.selectors import has_verified_address


class CannotEnroll(Exception):
    """This person cannot enroll in this course now; `sentence` says why and what to do."""

    sentence = _("You cannot enroll in this course.")


class NotOpen(CannotEnroll):
    """The course is not released, closed or retired."""

    sentence = _("This course takes no new participants.")


class AddressNotVerified(CannotEnroll):
    """An open course asks for an address that is known to be read."""

    sentence = _("Confirm your e-mail address first. Then you can enroll.")


class StaffOnly(CannotEnroll):
    """A staff course asks for a membership in force at any center."""

    sentence = _("This course is for staff of the centers. Ask your center to add you.")


class ByInvitation(CannotEnroll):
    """Nobody enrolls without an invitation."""

    sentence = _("This course is by invitation.")


@transaction.atomic
def enroll(*, learner: User, course: Course, at: datetime, source: str = "self") -> Enrollment:
    """Let somebody take part in the newest version; an enrollment that is open stays the only one.

    A course done or left before is repeated by a new enrollment. Raises CannotEnroll.
    """
    # A double click must not find "none yet" twice.
    User.objects.select_for_update(no_key=True).get(pk=learner.pk)
    known = Enrollment.objects.open().filter(learner=learner, course=course).first()
    if known:
        return known
    current = Course.objects.select_related("current").get(pk=course.pk)
    version = check_may_enroll(course=current, learner=learner, at=at)
    asked = Enrollment.Status.REQUESTED if current.approval_required else Enrollment.Status.ACTIVE
    enrollment = Enrollment.objects.create(
        learner=learner,
        course=current,
        version=version,
        status=asked,
        source=source,
        enrolled_at=at,
        recorded_at=at,
    )
    events.record(
        "enrollment.opened",
        subject=enrollment,
        actor=learner,
        at=at,
        data={
            "course": current.pk,
            "version": version.pk,
            "source": source,
            "status": [None, str(asked)],
        },
    )
    return enrollment


def check_may_enroll(*, course: Course, learner: User, at: datetime) -> CourseVersion:
    """The version that the person would get at `at`; raises CannotEnroll. Writes nothing."""
    if course.status != Course.Status.OPEN or course.current is None:
        raise NotOpen
    _check_access(course, learner, at)
    return course.current


def _check_access(course: Course, learner: User, at: datetime) -> None:
    if course.access == Course.Access.INVITATION:
        raise ByInvitation
    if course.access == Course.Access.OPEN and not has_verified_address(learner):
        raise AddressNotVerified
    if course.access == Course.Access.STAFF and not is_member(person=learner, at=at):
        raise StaffOnly


@transaction.atomic
def withdraw(*, enrollment: Enrollment, at: datetime) -> Enrollment:
    """Leave a course; what was done stays recorded. An enrollment that has ended stays as it is."""
    held = hold(enrollment)
    if held.status not in Enrollment.OPEN_STATUSES:
        return held
    change = [str(held.status), str(Enrollment.Status.WITHDRAWN)]
    held.status, held.ended_at = Enrollment.Status.WITHDRAWN, at
    held.save(update_fields=["status", "ended_at"])
    events.record(
        "enrollment.withdrawn",
        subject=held,
        actor=held.learner,
        at=at,
        data={"course": held.course_id, "status": change},
    )
    return held


@transaction.atomic
def upgrade(*, enrollment: Enrollment, at: datetime) -> Enrollment:
    """Move to the newest version because the learner wants to; lessons done stay done.

    A version that holds fewer lessons may be complete at once. Raises NotUnderWay.
    """
    held = hold_active(enrollment)
    older = held.version
    newer = Course.objects.select_related("current").get(pk=held.course_id).current
    if newer is None or newer.pk == older.pk:
        return held
    held.version = newer
    held.save(update_fields=["version"])
    events.record(
        "enrollment.upgraded",
        subject=held,
        actor=held.learner,
        at=at,
        data={"from": older.pk, "to": newer.pk},
    )
    finish_if_complete(enrollment=held, at=at)
    return held


@transaction.atomic
def follow_editorial(*, course: Course, at: datetime) -> int:
    """Move open enrollments up to the newest version over editorial releases; how many moved.

    One UPDATE for each version left. Only versions with the same lessons are followed, so nobody's
    progress changes and nobody becomes finished by it; a version with other lessons waits for the
    learner's choice.
    """
    newest, older = _editorial_run(course)
    moved = 0
    for version in older:
        count = (
            Enrollment.objects.open().filter(course=course, version=version).update(version=newest)
        )
        if count:
            events.record(
                "enrollments.moved",
                subject=newest,
                at=at,
                data={"from": version.pk, "to": newest.pk, "enrollments": count},
            )
        moved += count
    return moved


def _editorial_run(course: Course) -> tuple[CourseVersion, list[CourseVersion]]:
    """The newest version, and those before it with nothing but editorial releases between."""
    versions = list(CourseVersion.objects.filter(course=course).order_by("-major", "-minor"))
    newest, older = versions[0], []
    for later, earlier in pairwise(versions):
        if later.impact != CourseVersion.Impact.EDITORIAL:
            break
        if not rules.same_lessons(earlier.outline, newest.outline):
            break
        older.append(earlier)
    return newest, older
