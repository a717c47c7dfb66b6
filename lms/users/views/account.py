"""One's own account, and what allauth's doors say when time has run out."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lms.core import clock
from lms.users import actions
from lms.users.access import current_user
from lms.users.forms import ProfileForm

View = Callable[..., HttpResponse]


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """See and change name, language, time zone and keys."""
    person = current_user(request)
    names = ["display_name", "language", "time_zone", "single_key_shortcuts"]
    stored = {name: getattr(person, name) for name in names}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=stored)
    if request.method == "POST" and form.is_valid():
        actions.change_profile(person=person, **form.cleaned_data, at=clock.now())
        with translation.override(person.language):
            messages.success(request, _("Saved."))
            return redirect("users:profile")
    return render(request, "users/profile.html", {"form": form})


def says_when_run_out(view: View) -> View:
    """Wrap a page that asks for a code: whoever is sent away is told why."""

    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        response = view(request)
        away = response.status_code == 302 and _is_door(response["Location"])
        if away and not getattr(messages.get_messages(request), "added_new", False):
            messages.error(request, _("That code has run out. Ask for a new one."))
        return response

    return wrapped


def _is_door(address: str) -> bool:
    path = address.partition("?")[0]
    return path in {reverse("account_login"), reverse("account_request_login_code")}


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer whoever tries too often, before any password is looked at."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "60"
    return response
