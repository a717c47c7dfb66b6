"""Releasing a course, and changing what holds at once."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from courses import actions
from courses.authoring import access
from courses.authoring.forms import FactsForm, ReleaseForm
from courses.authoring.selectors import release_sheet
from courses.models import CoursePage, CourseVersion
from lms.core import clock
from lms.users.models import User


def release(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what is left to complete; a POST releases or says what stands in the way."""
    at = clock.now()
    page, course = access.get_releasable(page_id=page_id, user=request.user, at=at)
    sheet = release_sheet(course, at=at)
    context = {"page": page, "course": course, "sheet": sheet, "problems": sheet.problems}
    if not sheet.changed:
        return render(request, "courses/release.html", context)
    form = ReleaseForm(request.POST or None, course=course, languages=sheet.languages)
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.release(
                page=page, by=cast(User, request.user), at=at, **form.release()
            )
        except actions.NotReady as failure:
            context["problems"] = failure.problems
            form.add_error(None, _("Some things are left to complete. They are listed above."))
        except actions.CannotRelease as failure:
            form.add_error(None, str(failure))
        else:
            return _released(request, page, version, before=course.current)
    return render(request, "courses/release.html", {**context, "form": form})


def _released(
    request: HttpRequest, page: CoursePage, version: CourseVersion, before: CourseVersion | None
) -> HttpResponse:
    if version == before:
        # The languages that were chosen are what learners read already.
        messages.warning(request, _("Nothing has changed since the last release."))
        return redirect("course_release", page.pk)
    text = _("Version %(number)s is what learners read from now on.")
    messages.success(request, text % {"number": version.number})
    return redirect("wagtailadmin_pages:edit", page.pk)


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
