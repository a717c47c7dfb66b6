"""Answering questions: begin, save, hand in, and the result."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import dateformat, timezone
from django.utils.translation import gettext as _

from lms.core import clock
from lms.learning import access, actions
from lms.learning.addresses import course_address
from lms.learning.answers import read_all, read_one
from lms.learning.doors import LearnerRequest, by_script, for_learners, refused
from lms.learning.models import Attempt, Response
from lms.learning.selectors.questions import Typed, attempt_page
from lms.learning.selectors.results import result_page

REVIEW = "#review"


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
    return redirect(_place(attempt))


@for_learners
def attempt(request: LearnerRequest, attempt: UUID) -> HttpResponse:
    """While the attempt is open its questions, afterwards what came of it."""
    row = access.get_attempt_for(request.user, attempt)
    if row.state == Attempt.State.IN_PROGRESS:
        context = {"page": attempt_page(attempt=row), "looking": "look" in request.GET}
        return render(request, "learning/questions.html", context)
    return render(request, "learning/result.html", {"page": result_page(attempt=row)})


@for_learners
def answer(request: LearnerRequest, attempt: UUID, number: int) -> HttpResponse:
    """Save one choice as it is made; only scripts ask."""
    at = clock.now()
    row = access.get_attempt_for(request.user, attempt)
    access.check_number(row, number)
    if request.method != "POST":
        return redirect(f"{_place(row)}#q{number}")
    posted = read_one(dict(request.POST.lists()))
    try:
        saved = actions.save_answer(
            attempt=row,
            number=number,
            options=posted.options,
            flagged=posted.flagged,
            version=posted.version,
            at=at,
        )
    except (actions.NotUnderWay, actions.AttemptIsOver) as reason:
        return refused(request, reason.sentence, to=_place(row))
    except actions.StaleAnswer as stale:
        return JsonResponse(_held(stale.stored), status=409)
    except actions.BadAnswer:
        return JsonResponse({"error": _foreign()}, status=400)
    return JsonResponse({"saved_at": _time(saved), "version": saved.version})


@for_learners
def answers(request: LearnerRequest, attempt: UUID) -> HttpResponse:
    """Save all choices of the form and stay with the questions."""
    at = clock.now()
    row = access.get_attempt_for(request.user, attempt)
    if request.method != "POST":
        return redirect(_place(row))
    try:
        actions.save_answers(attempt=row, answers=read_all(dict(request.POST.lists())), at=at)
    except (actions.NotUnderWay, actions.AttemptIsOver) as reason:
        return refused(request, reason.sentence, to=_place(row))
    except actions.AnswersRefused as refusal:
        return _not_all(request, row, refusal)
    return redirect(_place(row) + REVIEW)


@for_learners
def submit(request: LearnerRequest, attempt: UUID) -> HttpResponse:
    """Save and hand in; a second time shows the same result. `ask` stops where some are missing."""
    at = clock.now()
    row = access.get_attempt_for(request.user, attempt)
    if request.method != "POST":
        return redirect(_place(row))
    posted = read_all(dict(request.POST.lists()))
    try:
        actions.submit(attempt=row, answers=posted, ask="ask" in request.POST, at=at)
    except actions.NotUnderWay as reason:
        return refused(request, reason.sentence, to=course_address(row.enrollment.course))
    except actions.Unanswered:
        return redirect(f"{_place(row)}?look=1{REVIEW}")
    except actions.AnswersRefused as refusal:
        return _not_all(request, row, refusal)
    if by_script(request):
        return JsonResponse({"place": _place(row)})
    return redirect(_place(row))


def _not_all(
    request: HttpRequest, attempt: Attempt, refusal: actions.AnswersRefused
) -> HttpResponse:
    """What was refused and why: to a script by number, to a person at each question."""
    status = 400 if refusal.bad else 409
    if by_script(request):
        stale = {number: _held(row) for number, row in refusal.stale.items()}
        bad = dict.fromkeys(refusal.bad, _foreign())
        return JsonResponse({"stale": stale, "bad": bad}, status=status)
    typed = Typed(
        answers=read_all(dict(request.POST.lists())),
        stale=_each(refusal.stale, str(actions.StaleAnswer.sentence)),
        bad=_each(refusal.bad, _foreign()),
    )
    context = {"page": attempt_page(attempt=attempt, typed=typed)}
    return render(request, "learning/questions.html", context, status=status)


def _each(numbers: Iterable[int], sentence: str) -> dict[int, str]:
    return dict.fromkeys(numbers, sentence)


def _held(stored: Response) -> dict[str, object]:
    return {"version": stored.version, "options": stored.options, "flagged": stored.flagged}


def _foreign() -> str:
    return _("That answer does not belong to this question. Choose again.")


def _place(attempt: Attempt) -> str:
    return reverse("learning:attempt", args=[attempt.uid])


def _time(saved: Response) -> str:
    return dateformat.format(timezone.localtime(saved.saved_at), "H:i")
