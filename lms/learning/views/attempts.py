"""Answering questions: begin, answer one at a time, look through, hand in, and the result."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import dateformat, timezone
from django.utils.translation import gettext as _

from lms.core import clock
from lms.learning import access, actions
from lms.learning.addresses import course_address
from lms.learning.doors import LearnerRequest, by_script, for_learners, refused
from lms.learning.forms import AnswerForm
from lms.learning.models import Attempt, Response
from lms.learning.selectors.questions import Choice, question_page, review_page
from lms.learning.selectors.quizzes import first_unanswered
from lms.learning.selectors.results import result_page


@for_learners
def start(request: LearnerRequest, enrollment: UUID, lesson: UUID) -> HttpResponse:
    """Begin an attempt, or go on with the open one at its first question without an answer."""
    at = clock.now()
    seat = access.get_seat_for(request.user, enrollment, lesson, at)
    page = reverse("learning:lesson", args=[seat.enrollment.uid, seat.entry.key])
    if request.method != "POST" or not seat.entry.is_quiz:
        return redirect(page)
    try:
        attempt = actions.start_attempt(
            enrollment=seat.enrollment, lesson=access.get_lesson(seat), at=at
        )
    except (actions.NotUnderWay, actions.NoAttemptsLeft) as reason:
        return refused(request, reason.sentence, to=page)
    return redirect(_place(attempt, first_unanswered(attempt=attempt)))


@for_learners
def question(request: LearnerRequest, attempt: UUID, number: int) -> HttpResponse:
    """One question; after handing in there is only the result."""
    row = access.get_attempt_for(request.user, attempt, clock.now())
    access.check_number(row, number)
    if row.state != Attempt.State.IN_PROGRESS:
        return redirect("learning:result", row.uid)
    context = {"page": question_page(attempt=row, number=number)}
    return render(request, "learning/question.html", context)


@for_learners
def answer(request: LearnerRequest, attempt: UUID, number: int) -> HttpResponse:
    """Save a choice: by script as it is made, by the form on the way to the next question."""
    at = clock.now()
    row = access.get_attempt_for(request.user, attempt, at)
    access.check_number(row, number)
    if request.method != "POST":
        return redirect("learning:question", row.uid, number)
    try:
        saved = _save(request, row, number)
    except (actions.NotUnderWay, actions.AttemptIsOver) as reason:
        return refused(request, reason.sentence, to=_place(row, None))
    except actions.StaleAnswer as stale:
        return _stale(request, row, number, stale)
    except actions.BadAnswer:
        return _bad(request, row, number)
    if by_script(request):
        return JsonResponse({"saved_at": _time(saved), "version": saved.version})
    return redirect(_place(row, number + 1 if number < len(row.paper) else None))


@for_learners
def submit(request: LearnerRequest, attempt: UUID) -> HttpResponse:
    """Hand in; a second time shows the same result."""
    at = clock.now()
    row = access.get_attempt_for(request.user, attempt, at)
    if request.method == "POST":
        try:
            actions.submit(attempt=row, at=at)
        except actions.NotUnderWay as reason:
            return refused(request, reason.sentence, to=course_address(row.enrollment.course))
    return redirect("learning:result", row.uid)


@for_learners
def result(request: LearnerRequest, attempt: UUID) -> HttpResponse:
    """While the attempt is open what was answered so far, afterwards what came of it."""
    row = access.get_attempt_for(request.user, attempt, clock.now())
    if row.state == Attempt.State.IN_PROGRESS:
        return render(request, "learning/review.html", {"page": review_page(attempt=row)})
    return render(request, "learning/result.html", {"page": result_page(attempt=row)})


def _save(request: LearnerRequest, attempt: Attempt, number: int) -> Response:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise actions.BadAnswer
    return actions.save_answer(
        attempt=attempt,
        number=number,
        options=request.POST.getlist("option"),
        flagged=form.cleaned_data["flagged"],
        version=form.cleaned_data["version"],
        at=clock.now(),
    )


def _stale(
    request: LearnerRequest, attempt: Attempt, number: int, stale: actions.StaleAnswer
) -> HttpResponse:
    stored = stale.stored
    if by_script(request):
        held = {"version": stored.version, "options": stored.options, "flagged": stored.flagged}
        return JsonResponse(held, status=409)
    choice = Choice(request.POST.getlist("option"), bool(request.POST.get("flagged")))
    page = question_page(attempt=attempt, number=number, choice=choice)
    context = {"page": page, "problem": stale.sentence, "stored": stored.options}
    return render(request, "learning/question.html", context, status=409)


def _bad(request: LearnerRequest, attempt: Attempt, number: int) -> HttpResponse:
    sentence = _("That answer does not belong to this question. Choose again.")
    if by_script(request):
        return JsonResponse({"error": sentence}, status=400)
    page = question_page(attempt=attempt, number=number)
    context = {"page": page, "problem": sentence}
    return render(request, "learning/question.html", context, status=400)


def _place(attempt: Attempt, number: int | None) -> str:
    """A question by its number; without one the page that shows the whole attempt."""
    if number is None:
        return reverse("learning:result", args=[attempt.uid])
    return reverse("learning:question", args=[attempt.uid, number])


def _time(saved: Response) -> str:
    return dateformat.format(timezone.localtime(saved.saved_at), "H:i")
