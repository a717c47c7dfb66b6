"""What is left to do, and what is worth a look, before a course is released."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.authoring import access
from courses.checks.selectors import check_sheet
from lms.core import clock


@require_safe
def checks(request: HttpRequest, page_id: int) -> HttpResponse:
    """Of the drafts as they are now; nothing is changed."""
    at = clock.now()
    page, course = access.get_releasable(page_id=page_id, user=request.user, at=at)
    context = {"page": page, "course": course, "sheet": check_sheet(course, at=at)}
    return render(request, "courses/checks.html", context)
