"""Which page of a course holds its facts: the one in the language the course was begun in."""

from typing import Any

from django.apps import apps


def course_path(page: Any) -> str:
    """The tree path of the course page that a course, module or lesson page belongs to."""
    above = page.BELOW_COURSE * page.steplen
    return str(page.path[:-above] if above else page.path)


def source_language(page: Any) -> str:
    """The language of the source tree; "" before the course has a row. One statement."""
    keys = apps.get_model("courses", "CoursePage").objects.filter(path=course_path(page))
    courses = apps.get_model("courses", "Course").objects
    found = courses.filter(key__in=keys.values("translation_key"))
    return found.values_list("source_language", flat=True).first() or ""


def in_source_tree(page: Any) -> bool:
    """Is this the page that holds structure and facts?"""
    return source_language(page) in {"", page.locale.language_code}


def source_of(page: Any) -> Any:
    """The source page of a translation; None for a source page and for a page not saved yet."""
    if not page.pk or not page.path:
        return None
    language = source_language(page)
    if language in {"", page.locale.language_code}:
        return None
    sisters = type(page).objects.filter(translation_key=page.translation_key)
    return sisters.filter(locale__language_code=language).first()
