"""How people come in to the views of this room."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lms.learning.access import LessonsClosed
from lms.learning.addresses import course_address
from lms.users.models import User

View = Callable[..., HttpResponse]


class LearnerRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User


def for_learners(view: Callable[..., HttpResponse]) -> View:
    """Asks strangers to sign in; where lessons are closed it leads to the course page.

    A script hears 401 instead, so that what it holds stays on the screen.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _sign_in_first(request)
        try:
            return view(request, *args, **kwargs)
        except LessonsClosed as closed:
            return to_course(closed)

    return guarded


def to_course(closed: LessonsClosed) -> HttpResponse:
    """The course page, which says why the lessons are closed and what to do."""
    return redirect(course_address(closed.course))


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if by_script(request):
        return JsonResponse({"error": _("Sign in to go on.")}, status=401)
    return redirect_to_login(request.get_full_path())


def by_script(request: HttpRequest) -> bool:
    """Whether a page's script asks, and not somebody who follows a link or sends a form."""
    return request.headers.get("X-Requested-With") == "fetch"


def refused(request: HttpRequest, sentence: object, *, to: str) -> HttpResponse:
    """Say why not: to a script as it is, to a person on the page they come to."""
    if by_script(request):
        return JsonResponse({"error": str(sentence)}, status=400)
    messages.warning(request, str(sentence))
    return redirect(to)
