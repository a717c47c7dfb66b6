"""A lost phone: a manager takes away a second step, so that its owner comes in and adds another."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from home.centers import access, actions
from home.centers.forms import ReasonForm
from lms.core import clock
from lms.users import selectors
from lms.users.access import current_user
from lms.users.actions import NothingToReset
from lms.users.models import User
from lms.users.recent import prove


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest, slug: str, uid: UUID) -> HttpResponse:
    """Say what is lost and why it is reset."""
    by, at = current_user(request), clock.now()
    person = access.get_person_to_help(by, slug, uid, at)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        prove(request, at)
        _reset(request, person, by, form.cleaned_data["reason"])
        return redirect("centers:second_step", slug, uid)
    values = {"form": form, "person": person, "kinds": selectors.factor_kinds(person)}
    return render(request, "centers/second_step.html", values)


def _reset(request: HttpRequest, person: User, by: User, reason: str) -> None:
    try:
        actions.reset_second_step(person=person, by=by, reason=reason, at=clock.now())
    except NothingToReset:
        return
    text = _("The second step of %(name)s is reset. We have written to them.")
    messages.success(request, text % {"name": person.display_name})
