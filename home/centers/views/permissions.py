"""Letting somebody act in a center, and ending it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from home.centers import access, actions
from home.centers.forms import EndForm, GiveForm
from home.centers.models import Center
from lms.core import clock
from lms.users.access import current_user
from lms.users.models import User
from lms.users.recent import prove


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, slug: str, uid: UUID | None = None) -> HttpResponse:
    """Let somebody of the center, or somebody with an account, act there."""
    by, at = current_user(request), clock.now()
    center, offered = access.get_center_to_give_in(by, slug, at)
    to = access.get_person_for(by, center, uid, at) if uid else None
    form = GiveForm(
        request.POST if request.method == "POST" else None,
        center=center,
        offered=offered,
        today=clock.day(at),
        person=to,
    )
    if request.method == "POST" and form.is_valid():
        prove(request, at)
        if _given(request, form, center, by):
            return redirect("centers:people", slug)
    return render(request, "centers/give.html", {"form": form, "center": center, "person": to})


def _given(request: HttpRequest, form: GiveForm, center: Center, by: User) -> bool:
    told: dict[str, Any] = form.cleaned_data
    facts = {name: told[name] for name in ("permission", "valid_from", "valid_until", "reason")}
    try:
        actions.grant(
            person=told["person"], center=center, unit=told["unit"], by=by, at=clock.now(), **facts
        )
    except actions.NotYours:
        form.add_error(None, _("Nobody gives themselves a permission. Ask the network office."))
        return False
    text = _("%(name)s may act for %(center)s.")
    messages.success(request, text % {"name": told["person"], "center": center.name})
    return True


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say the last day of somebody's permission, and why."""
    by, at = current_user(request), clock.now()
    right = access.get_right_to_end(by, slug, pk, at)
    form = EndForm(
        request.POST if request.method == "POST" else None,
        begun=right.valid_from,
        today=clock.day(at),
    )
    if request.method == "POST" and form.is_valid():
        prove(request, at)
        actions.end_delegation(delegation=right, by=by, at=clock.now(), **form.cleaned_data)
        text = _("The permission of %(name)s has a last day.")
        messages.success(request, text % {"name": right.person})
        return redirect("centers:people", slug)
    return render(request, "centers/end.html", {"form": form, "right": right})
