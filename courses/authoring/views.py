"""Releasing a course, and changing what holds at once."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from courses import actions
from courses.authoring import access
from courses.authoring.forms import FactsForm, ReleaseForm
from courses.authoring.selectors import release_sheet
from lms.core import clock
from lms.signatures.access import prove
from lms.users.models import User


def release(request: HttpRequest, page_id: int) -> HttpResponse:
    """What was approved, beside what learners read now; a POST signs and releases it."""
    at = clock.now()
    page, course = access.get_releasable(page_id=page_id, user=request.user, at=at)
    sheet = release_sheet(course, at=at)
    context: dict[str, Any] = {"page": page, "course": course, "sheet": sheet}
    if not sheet.can_be_released:
        return render(request, "courses/release.html", context)
    form = ReleaseForm(request.POST or None, course=course, languages=sheet.languages)
    if request.method == "POST" and form.is_valid():
        method = prove(request, at)
        try:
            version = actions.release(
                page=page, by=cast(User, request.user), at=at, method=method, **form.release()
            )
        except (actions.CannotRelease, actions.CannotReview) as failure:
            form.add_error(None, str(failure))
        else:
            text = _("Version %(number)s is what learners read from now on.")
            messages.success(request, text % {"number": version.number})
            return redirect("wagtailadmin_pages:edit", page.pk)
    return render(request, "courses/release.html", {**context, "form": form})


def facts(request: HttpRequest, page_id: int) -> HttpResponse:
    """Who may take the course, and whether it is open; holds from the next request on."""
    at = clock.now()
    page, course = access.get_releasable(page_id=page_id, user=request.user, at=at)
    form = FactsForm(request.POST or None, course=course)
    if request.method == "POST" and form.is_valid():
        actions.change_facts(course=course, by=cast(User, request.user), at=at, **form.cleaned_data)
        messages.success(request, _("The change holds from now on."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"page": page, "course": course, "form": form}
    return render(request, "courses/release_facts.html", context)
