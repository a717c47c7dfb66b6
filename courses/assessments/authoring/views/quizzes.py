"""The list of quizzes, and the page of one."""

from typing import Any, cast
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from courses.assessments import actions
from courses.assessments.authoring import access
from courses.assessments.authoring.forms.quiz import QuizSheet
from courses.assessments.authoring.selectors.history import quiz_history
from courses.assessments.authoring.selectors.lists import quiz_page
from courses.assessments.authoring.selectors.offer import offer
from courses.assessments.authoring.selectors.use import lessons_with, released_with
from courses.assessments.models import Quiz, QuizVersion
from courses.assessments.states import quiz_state
from home.centers.models import Center
from lms.core import clock
from lms.users.models import User


def index(request: HttpRequest) -> HttpResponse:
    """The quizzes of one's centers."""
    at = clock.now()
    centers = access.get_centers(user=request.user, at=at)
    words = request.GET.get("q", "").strip()[:100]
    page, rows = quiz_page(user=request.user, at=at, words=words, number=request.GET.get("p", "1"))
    context = {"page": page, "rows": rows, "words": words, "centers": centers}
    return render(request, "assessments/quizzes.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """An empty quiz of a center."""
    centers = access.get_centers(user=request.user, at=clock.now())
    wanted = request.GET.get("center", "") or str(centers[0].pk)
    center = next((center for center in centers if str(center.pk) == wanted), None)
    if center is None:
        raise Http404
    sheet = QuizSheet(
        request.POST if request.method == "POST" else None,
        offer=offer(center, None),
        quiz=None,
        newest=None,
        slug=f"quiz-{uuid4().hex[:10]}",
    )
    return _answer(request, center, sheet) or _page(request, center, sheet, {})


def edit(request: HttpRequest, quiz_id: int) -> HttpResponse:
    """A quiz with its versions and its uses; a POST saves, or moves a question."""
    quiz = access.get_quiz(pk=quiz_id, user=request.user, at=clock.now())
    newest = quiz.versions.order_by("-number").first()
    sheet = QuizSheet(
        request.POST if request.method == "POST" else None,
        offer=offer(quiz.center, newest),
        quiz=quiz,
        newest=newest,
        slug=quiz.slug,
    )
    answered = _answer(request, quiz.center, sheet, quiz)
    if answered:
        return answered
    lessons = lessons_with([quiz.pk]).get(quiz.pk, [])
    numbers = dict(quiz.versions.values_list("pk", "number"))
    shown = {
        "lessons": lessons,
        "released": released_with(lessons, numbers),
        "history": quiz_history(quiz),
    }
    return _page(request, quiz.center, sheet, {"quiz": quiz, **shown})


def _answer(
    request: HttpRequest, center: Center, sheet: QuizSheet, quiz: Quiz | None = None
) -> HttpResponse | None:
    """What follows from a POST; None where the form is to be shown."""
    if request.method != "POST":
        return None
    if "rows" in request.POST:
        sheet.rearrange(request.POST["rows"])
    elif sheet.is_valid():
        return _save(request, center, sheet, quiz)
    return None


def _save(
    request: HttpRequest, center: Center, sheet: QuizSheet, quiz: Quiz | None
) -> HttpResponse | None:
    values = sheet.arguments()
    if quiz:
        # The form is of this quiz, whatever its hidden fields say.
        values["slug"] = quiz.slug
    elif Quiz.objects.filter(slug=values["slug"]).exclude(center=center).exists():
        raise Http404
    by = cast(User, request.user)
    try:
        version = actions.write_quiz(center=center, by=by, at=clock.now(), **values)
    except actions.QuizChangedMeanwhile as overtaken:
        standing = Quiz.objects.get(slug=values["slug"])
        state = quiz_state(standing, standing.versions.order_by("-number").first())
        text = _("%(text)s What they changed stands below. Save again to replace it with yours.")
        sheet.overtaken(text % {"text": overtaken}, state)
        return None
    except actions.BadQuiz as failure:
        sheet.form.add_error(None, str(failure))
        return None
    messages.success(request, _said(version, sheet.newest))
    return redirect("quiz_edit", version.quiz_id)


def _said(version: QuizVersion, before: QuizVersion | None) -> str:
    if version == before:
        return _("Saved. Questions and rules are as before, so there is no new version.")
    return _("Version %(number)s is saved.") % {"number": version.number}


def _page(
    request: HttpRequest, center: Center, sheet: QuizSheet, shown: dict[str, Any]
) -> HttpResponse:
    context = {"center": center, "sheet": sheet, **shown}
    return render(request, "assessments/quiz.html", context)
