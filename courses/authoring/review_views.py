"""A course in review: handing it in, approving it, asking for changes, taking it back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from courses import actions
from courses.authoring import access
from courses.authoring.review_forms import ApproveForm, ChangesForm, SubmitForm
from courses.authoring.selectors import ReleaseSheet, review_sheet
from courses.models import Course, CoursePage, Review
from lms.core import clock
from lms.users.models import User


@require_safe
def overview(request: HttpRequest, page_id: int) -> HttpResponse:
    """Where the review stands, what changed, and what this person can do now."""
    at = clock.now()
    page, course = access.get_reviewable(page_id=page_id, user=request.user, at=at)
    return _shown(request, page, course)


@require_POST
def submit(request: HttpRequest, page_id: int) -> HttpResponse:
    """Hand the drafts in."""
    at = clock.now()
    page, course = access.get_releasable(page_id=page_id, user=request.user, at=at)
    form = SubmitForm(request.POST, course=course, languages=access.languages(course))
    return _done(
        request,
        page,
        course,
        form,
        lambda: actions.submit(page=page, by=_person(request), at=at, **form.cleaned_data),
        said=_("The drafts are handed in. They are locked until the review ends."),
    )


@require_POST
def approve(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take the step that waits."""
    at = clock.now()
    page, course, review = _review(request, page_id, at)
    form = ApproveForm(request.POST)
    return _done(
        request,
        page,
        course,
        form,
        lambda: actions.approve(review=review, by=_person(request), at=at, **form.cleaned_data),
        said=_("Your approval is kept."),
    )


@require_POST
def ask_for_changes(request: HttpRequest, page_id: int) -> HttpResponse:
    """End the review with what is to be changed."""
    at = clock.now()
    page, course, review = _review(request, page_id, at)
    form = ChangesForm(request.POST)
    return _done(
        request,
        page,
        course,
        form,
        lambda: actions.ask_for_changes(
            review=review, by=_person(request), at=at, **form.cleaned_data
        ),
        said=_("The author is told what to change. The drafts can be edited again."),
    )


@require_POST
def withdraw(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take the drafts back."""
    at = clock.now()
    page, course, review = _review(request, page_id, at)
    if not access.may_release(request.user, course, at):
        raise Http404
    return _done(
        request,
        page,
        course,
        Form(request.POST),
        lambda: actions.withdraw(review=review, by=_person(request), at=at),
        said=_("The review is taken back. The drafts can be edited again."),
    )


def _review(request: HttpRequest, page_id: int, at: datetime) -> tuple[CoursePage, Course, Review]:
    named = request.POST.get("review", "")
    return access.get_review(page_id=page_id, review_id=named, user=request.user, at=at)


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)


def _done(
    request: HttpRequest,
    page: CoursePage,
    course: Course,
    form: Form,
    act: Callable[[], Any],
    *,
    said: str,
) -> HttpResponse:
    """Act if the form is in order; otherwise show the page with what was typed."""
    if form.is_valid():
        try:
            act()
        except actions.NotReady:
            form.add_error(None, _("Some things are left to complete. They are listed above."))
        except actions.CannotReview as failure:
            form.add_error(None, str(failure))
        else:
            messages.success(request, said)
            return redirect("course_review", page.pk)
    return _shown(request, page, course, form)


def _shown(
    request: HttpRequest, page: CoursePage, course: Course, sent: Form | None = None
) -> HttpResponse:
    at, person = clock.now(), _person(request)
    sheet = review_sheet(course, person=person, at=at)
    context = {
        "page": page,
        "course": course,
        "sheet": sheet,
        "writes": access.may_release(person, course, at),
        "failed": sent.non_field_errors() if sent else [],
        "forms": _forms(course, sheet.release, sent),
    }
    return render(request, "courses/review.html", context)


def _forms(course: Course, sheet: ReleaseSheet, sent: Form | None) -> dict[str, Form]:
    """The forms of the page; the one that was sent keeps what was typed."""
    step = sheet.standing.step if sheet.standing else None
    fresh: dict[str, Form] = {
        "submit": SubmitForm(course=course, languages=access.languages(course)),
        "approve": ApproveForm(initial={"step": step}),
        "changes": ChangesForm(),
    }
    return {
        name: sent if sent and type(sent) is type(form) else form for name, form in fresh.items()
    }
