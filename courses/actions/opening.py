"""A course begins with its first page."""

from datetime import datetime

from django.db import transaction

from courses.models import Course, CoursePage, ShelfPage
from lms.core import events


@transaction.atomic
def open_course(*, page: CoursePage, at: datetime) -> Course:
    """The course of a page; its row comes with the first page and keeps that page's language."""
    known = Course.objects.filter(key=page.translation_key).first()
    if known:
        return known
    shelf: ShelfPage = page.get_parent().specific
    course, made = Course.objects.get_or_create(
        key=page.translation_key,
        defaults={
            "code": _free_code(page.slug),
            "source_language": page.locale.language_code,
            "owner_center": shelf.center,
        },
    )
    if made:
        events.record("course.opened", subject=course, at=at, data={"page": page.pk})
    return course


def _free_code(slug: str) -> str:
    base = slug[:70]
    taken = set(Course.objects.filter(code__startswith=base).values_list("code", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (base, *numbered) if code not in taken)
