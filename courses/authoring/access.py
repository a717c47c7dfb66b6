"""The course page that a person may release, or 404."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import Http404

from courses.models import Course, CoursePage
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
    page = CoursePage.objects.filter(pk=page_id).first()
    course = (
        Course.objects.select_related("current").filter(key=page.translation_key).first()
        if page
        else None
    )
    if page is None or course is None or not may_release(user, course, at):
        raise Http404
    return page, course
