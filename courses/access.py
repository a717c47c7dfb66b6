"""The row, or 404."""

from datetime import datetime
from uuid import UUID

from django.http import Http404

from courses.models import Course
from lms.users.models import User


def get_visible_course(*, key: UUID, user: User, at: datetime) -> Course:
    """The course with its released version; 404 for drafts and for courses by invitation."""
    courses = Course.objects.visible_to(user, at).select_related(
        "current", "owner_center", "replaced_by"
    )
    found = courses.filter(key=key).first()
    if found is None:
        raise Http404
    return found
