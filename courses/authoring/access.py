"""The course page that a person may release, or 404."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import Http404

from courses.models import Course, CoursePage, Review
from courses.reviewing import is_reviewer
from home.centers.models import Delegation

WRITERS = (Delegation.Permission.EDUCATOR, Delegation.Permission.MANAGER)


def may_release(user: Any, course: Course, at: datetime) -> bool:
    """Educators and managers of the center that owns it, and the network office."""
    here = Q(center=course.owner_center_id, permission__in=WRITERS)
    office = Q(permission=Delegation.Permission.OFFICE)
    held = Delegation.objects.in_force(at=at).filter(here | office, person=user)
    return bool(user.is_superuser or held.exists())


def get_releasable(*, page_id: int, user: Any, at: datetime) -> tuple[CoursePage, Course]:
    """The course page of that id and its course."""
    page, course = _found(page_id)
    if not may_release(user, course, at):
        raise Http404
    return page, course


def get_reviewable(*, page_id: int, user: Any, at: datetime) -> tuple[CoursePage, Course]:
    """The same for its reviewers too, those of the center that owns it."""
    page, course = _found(page_id)
    if not may_release(user, course, at) and not is_reviewer(user, course, at):
        raise Http404
    return page, course


def get_review(
    *, page_id: int, review_id: str, user: Any, at: datetime
) -> tuple[CoursePage, Course, Review]:
    """The same, with one of the course's reviews; whose turn it is the action decides."""
    page, course = get_reviewable(page_id=page_id, user=user, at=at)
    found = Review.objects.filter(course=course, pk=review_id) if review_id.isdecimal() else None
    review = found.first() if found is not None else None
    if review is None:
        raise Http404
    return page, course, review


def languages(course: Course) -> list[str]:
    """The languages that the course has a page in."""
    pages = CoursePage.objects.filter(translation_key=course.key).order_by("locale__language_code")
    return list(pages.values_list("locale__language_code", flat=True))


def _found(page_id: int) -> tuple[CoursePage, Course]:
    page = CoursePage.objects.filter(pk=page_id).first()
    courses = Course.objects.select_related("current", "owner_center")
    course = courses.filter(key=page.translation_key).first() if page else None
    if page is None or course is None:
        raise Http404
    return page, course
