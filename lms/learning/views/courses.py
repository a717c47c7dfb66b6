"""Taking part in a course: enroll, come back, leave, move to a newer version."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lms.core import clock
from lms.learning import access, actions
from lms.learning.addresses import course_address
from lms.learning.doors import LearnerRequest, for_learners, refused
from lms.learning.models import Enrollment
from lms.learning.selectors.finished import finished
from lms.learning.selectors.standing import where_to_resume


@for_learners
def enroll(request: LearnerRequest, key: UUID) -> HttpResponse:
    """One press and the first lesson opens; where that cannot be, the course page says why."""
    at = clock.now()
    course = access.get_course_for(request.user, key, at)
    if request.method != "POST":
        return redirect(course_address(course))
    try:
        enrollment = actions.enroll(learner=request.user, course=course, at=at)
    except actions.CannotEnroll as reason:
        return refused(request, reason.sentence, to=course_address(course))
    return redirect("learning:resume", enrollment.uid)


@for_learners
def resume(request: LearnerRequest, enrollment: UUID) -> HttpResponse:
    """To the lesson they were in; after the end, a page that says what came of it."""
    row = access.get_reading_for(request.user, enrollment, clock.now())
    entry = where_to_resume(enrollment=row)
    if row.status == Enrollment.Status.COMPLETED or entry is None:
        page = finished(enrollment=row)
        context = {"page": page, "course_url": course_address(row.course)}
        return render(request, "learning/finished.html", context)
    return redirect("learning:lesson", row.uid, entry.key)


@for_learners
def withdraw(request: LearnerRequest, enrollment: UUID) -> HttpResponse:
    """Leave the course; nothing that was done is lost."""
    at = clock.now()
    row = access.get_enrollment_for(request.user, enrollment)
    if request.method == "POST":
        left = actions.withdraw(enrollment=row, at=at)
        if left.status == Enrollment.Status.WITHDRAWN:
            messages.success(
                request, _("You have left the course. What you did stays in your history.")
            )
    return redirect("learning:my_learning")


@for_learners
def upgrade(request: LearnerRequest, enrollment: UUID) -> HttpResponse:
    """Move to the newest version because they choose to."""
    at = clock.now()
    row = access.get_reading_for(request.user, enrollment, at)
    if request.method == "POST":
        try:
            moved = actions.upgrade(enrollment=row, at=at)
        except actions.NotUnderWay as reason:
            return refused(request, reason.sentence, to=course_address(row.course))
        messages.success(
            request,
            _("You now take version %(number)s. Lessons you have done stay done.")
            % {"number": moved.version.number},
        )
    return redirect("learning:resume", row.uid)
