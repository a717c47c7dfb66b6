"""The shelf on which a person may begin a course, or 404."""

from datetime import datetime
from typing import Any

from django.http import Http404

from courses.models import ShelfPage
from courses.own import centers_written_for


def get_shelf(*, page_id: int, user: Any, at: datetime) -> ShelfPage:
    """A shelf of a center that the person writes for, with its center and language."""
    shelves = ShelfPage.objects.filter(center__in=centers_written_for(user, at))
    shelf: ShelfPage | None = shelves.select_related("center", "locale").filter(pk=page_id).first()
    if shelf is None:
        raise Http404
    return shelf
