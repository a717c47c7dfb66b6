"""A practice question and what is said about an answer; stores and logs nothing."""

from urllib.parse import urlsplit
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from courses.assessments.selectors import practice_answer, practice_question

MOST_OPTIONS = 50


@require_safe
def practice(request: HttpRequest, question: UUID) -> HttpResponse:
    """The question, and feedback once something is chosen; a graded question is not found here."""
    chosen = _chosen(request)
    answer = practice_answer(question, chosen) if chosen else None
    asked = answer.question if answer else practice_question(question)
    if asked is None:
        raise Http404
    context = {"question": asked, "answer": answer, "back": _back(request)}
    if request.headers.get("X-Requested-With") == "fetch":
        return render(request, "assessments/_practice_feedback.html", context)
    return render(request, "assessments/practice.html", context)


def _chosen(request: HttpRequest) -> list[int]:
    values = request.GET.getlist("option")[:MOST_OPTIONS]
    return [int(v) for v in values if v.isascii() and v.isdigit() and len(v) <= 18]


def _back(request: HttpRequest) -> str:
    """The lesson that the reader came from, where the browser says so."""
    referrer = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(referrer, allowed_hosts={request.get_host()})
    path = urlsplit(referrer).path if ours else ""
    return "" if path == request.path else path
