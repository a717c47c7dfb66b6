"""The page on which a course begins."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from courses.actions import starting as actions
from courses.models import CoursePage
from courses.starting import access
from courses.starting.forms import StartForm
from courses.starting.starters import starters
from lms.core import clock
from lms.users.models import User


def start(request: HttpRequest, page_id: int) -> HttpResponse:
    """Choose a template, a course to copy, or an empty page."""
    at = clock.now()
    shelf = access.get_shelf(page_id=page_id, user=request.user, at=at)
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = starters()[form.cleaned_data["starter"]]
        title, by = form.cleaned_data["title"], cast(User, request.user)
        try:
            page = actions.start_course(shelf=shelf, starter=chosen, title=title, by=by, at=at)
        except actions.TitleTaken as taken:
            form.add_error("title", str(taken))
        else:
            messages.success(request, _("The course is begun. Hints say what to write where."))
            return redirect("wagtailadmin_pages:edit", page.pk)
    courses = CoursePage.objects.child_of(shelf).order_by("title").values_list("pk", "draft_title")
    context = {"shelf": shelf, "form": form, "courses": courses}
    return render(request, "courses/start.html", context)
