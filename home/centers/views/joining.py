"""Asking to belong to a center, and answering those who ask."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from home.centers import access, actions, selectors
from home.centers.forms import AnswerForm, JoinForm
from home.centers.models import Center, JoinRequest
from lms.core import clock
from lms.users.access import current_user
from lms.users.models import User


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Ask to belong to a center, and see what was answered."""
    person, at = current_user(request), clock.now()
    form = JoinForm(
        request.POST if request.method == "POST" else None,
        today=clock.day(at),
        initial={"center": Center.objects.filter(slug=request.GET.get("center", "")).first()},
    )
    if request.method == "POST" and form.is_valid() and _asked(form, person):
        messages.success(request, _("We have asked your center. You get the answer by email."))
        return redirect("centers:join")
    values = {
        "form": form,
        "mine": selectors.requests_of(person),
        "memberships": selectors.places_of(person, at=at),
    }
    return render(request, "centers/join.html", values)


def _asked(form: JoinForm, person: User) -> bool:
    try:
        actions.ask_to_join(person=person, at=clock.now(), **form.cleaned_data)
    except actions.AlreadyMember:
        form.add_error("center", _("You belong to this center."))
    except actions.AlreadyBegun:
        text = _("A time here that began this day has ended. Write the day you came back.")
        form.add_error("started_on", text)
    return not form.errors


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say whether somebody belongs to the center."""
    by, at = current_user(request), clock.now()
    asked = access.get_request_to_answer(by, slug, pk, at)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _answered(request, asked, by, form)
        return redirect("centers:people", slug)
    return render(request, "centers/answer.html", {"form": form, "asked": asked})


def _answered(request: HttpRequest, asked: JoinRequest, by: User, form: AnswerForm) -> None:
    at, name = clock.now(), {"name": asked.person}
    try:
        if form.cleaned_data["answer"] == "accept":
            actions.accept(request=asked, by=by, at=at)
            messages.success(request, _("%(name)s belongs to the center.") % name)
        else:
            actions.decline(request=asked, reason=form.cleaned_data["reason"], by=by, at=at)
            messages.success(request, _("%(name)s is told why not.") % name)
    except actions.AlreadyAnswered:
        messages.warning(request, _("Somebody else has answered %(name)s meanwhile.") % name)
