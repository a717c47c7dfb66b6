"""A course in review, in the editor: its addresses, and a word on its locked pages."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from courses.authoring import review_views
from courses.locking import in_review
from courses.models import Course, CoursePage
from courses.reviewing import open_review
from courses.source import course_path
from lms.core.templatetags.ui import day


@hooks.register("register_admin_urls")
def pages_of_a_review() -> list[URLPattern]:
    """One page, and what is done on it."""
    at = "courses/<int:page_id>/review/"
    return [
        path(at, review_views.overview, name="course_review"),
        path(f"{at}submit/", review_views.submit, name="course_submit"),
        path(f"{at}approve/", review_views.approve, name="course_approve"),
        path(f"{at}changes/", review_views.ask_for_changes, name="course_ask_changes"),
        path(f"{at}withdraw/", review_views.withdraw, name="course_withdraw"),
    ]


@hooks.register("before_edit_page")
def say_who_has_it(request: HttpRequest, page: Any) -> None:
    """On every page of a course in review: who has it, since when, and what is kept."""
    if request.method != "GET" or not in_review(page):
        return
    course_page = CoursePage.objects.get(path=course_path(page))
    standing = open_review(Course.objects.get(key=course_page.translation_key))
    if standing:
        link = messages.button(reverse("course_review", args=[course_page.pk]), _("The review"))
        messages.info(request, _sentence(standing.step, standing.since), buttons=[link])


def _sentence(step: Any, since: datetime) -> str:
    if step is None:
        return _("Approved by all since %(day)s and waiting for its release. Texts are locked.") % {
            "day": day(since)
        }
    values = {"step": step.label, "day": day(since)}
    return _("In review: %(step)s since %(day)s. Texts are locked, comments are kept.") % values
