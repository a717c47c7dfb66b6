"""Reading lessons, with and without an account. No GET writes anything."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import dateformat, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lms.core import clock
from lms.core.outcome import Outcome
from lms.core.page_cache import cacheable
from lms.learning import access, actions, rules
from lms.learning.access import LessonsClosed, Seat
from lms.learning.addresses import course_address
from lms.learning.doors import LearnerRequest, for_learners, refused, to_course
from lms.learning.forms import PlaceForm
from lms.learning.selectors import lessons as selectors
from lms.learning.selectors.quizzes import quiz_intro
from lms.learning.selectors.standing import done_keys


@require_safe
def read(request: HttpRequest, key: UUID, lesson: UUID) -> HttpResponse:
    """A lesson of a public course, the same for everybody."""
    try:
        course, version = access.get_open_course_for(request.user, key, clock.now())
    except LessonsClosed as closed:
        return to_course(closed)
    entry = access.get_entry(version.outline, lesson)
    page = selectors.reading(course=course, version=version, entry=entry)
    context = {"page": page, "course_url": course_address(course)}
    return cacheable(render(request, "learning/read.html", context))


@for_learners
def lesson(request: LearnerRequest, enrollment: UUID, lesson: UUID) -> HttpResponse:
    """A lesson as its learner sees it: the text, or what stands before its questions."""
    seat = access.get_seat_for(request.user, enrollment, lesson, clock.now())
    context = {
        "page": selectors.learning(seat=seat),
        "course_url": course_address(seat.enrollment.course),
    }
    if seat.entry.is_quiz:
        return render(request, "learning/quiz.html", {**context, "quiz": quiz_intro(seat=seat)})
    return render(request, "learning/lesson.html", context)


@for_learners
def place(request: LearnerRequest, enrollment: UUID, lesson: UUID) -> HttpResponse:
    """Remember how far down somebody has read; answers with the time of saving."""
    at = clock.now()
    seat = access.get_seat_for(request.user, enrollment, lesson, at)
    form = PlaceForm(request.POST)
    if request.method != "POST":
        return redirect(_address(seat))
    if not form.is_valid():
        return refused(request, _("That is no place in this lesson."), to=_address(seat))
    try:
        actions.save_place(
            enrollment=seat.enrollment,
            lesson=access.get_lesson(seat),
            position=form.cleaned_data["position"],
            at=at,
        )
    except actions.NotUnderWay as reason:
        return refused(request, reason.sentence, to=_address(seat))
    return JsonResponse({"saved_at": dateformat.format(timezone.localtime(at), "H:i")})


@for_learners
def outcome(request: LearnerRequest, enrollment: UUID, lesson: UUID) -> HttpResponse:
    """Mark a lesson as done and go on; the last one leads to what came of it."""
    at = clock.now()
    seat = access.get_seat_for(request.user, enrollment, lesson, at)
    if request.method != "POST":
        return redirect(_address(seat))
    try:
        actions.record_outcome(
            enrollment=seat.enrollment,
            lesson=access.get_lesson(seat),
            outcome=Outcome(done=True),
            at=at,
        )
    except (actions.NotUnderWay, actions.OnlyByQuestions) as reason:
        return refused(request, reason.sentence, to=_address(seat))
    return redirect(_onward(seat))


def _address(seat: Seat) -> str:
    return reverse("learning:lesson", args=[seat.enrollment.uid, seat.entry.key])


def _onward(seat: Seat) -> str:
    enrollment = seat.enrollment
    done = done_keys(enrollment=enrollment)
    following = rules.onward(enrollment.version.outline, done, key=seat.entry.key)
    if following is None:
        return reverse("learning:resume", args=[enrollment.uid])
    return reverse("learning:lesson", args=[enrollment.uid, following.key])
