"""The catalogue, course pages and leaflets: the same for everybody who carries no session."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.middleware import HtmxDetails

from courses import access
from courses.catalogue import Question, question
from courses.drawn import course_rows, drawn_course, drawn_facets
from courses.models import CourseIndexPage, CoursePage, LeafletIndexPage, LeafletPage, ShelfPage
from courses.selectors import filters, leaflets
from courses.selectors.catalogue import answer
from courses.selectors.index import index
from home import links
from home.context import other_language
from lms.core import clock
from lms.core.page_cache import cacheable
from lms.users.models import User


def catalogue(request: HttpRequest, page: CourseIndexPage) -> HttpResponse:
    """Courses that match the address; only the answer where script asks for that."""
    base = request.path
    found = answer(question(request.GET, index().known()))
    context = {
        "page": page,
        "base": base,
        "answer": found,
        "facets": drawn_facets(found),
        "chips": filters.chips(found.question, base),
        "sorts": filters.sorts(found.question),
        "courses": [] if request.user.is_authenticated else course_rows(found.entries),
        "empty": None if found.found else filters.empty(found, base),
        "paging": filters.paging(found, base),
    }
    details = cast(HtmxDetails, request.htmx)  # type: ignore[attr-defined]
    if not details or details.history_restore_request:
        return cacheable(render(request, "courses/catalogue.html", context))
    response = render(request, "courses/_answer.html", context)
    response["HX-Push-Url"] = found.question.address(base)
    return cacheable(response)


def shelf(request: HttpRequest, page: ShelfPage) -> HttpResponse:
    """A shelf is furniture: whoever shortens an address gets the center's courses."""
    catalogue = links.single("courses.courseindexpage")
    base = catalogue.url if catalogue else "/"
    return redirect(Question(chosen={"center": (page.slug,)}).address(base))


def course(request: HttpRequest, page: CoursePage) -> HttpResponse:
    """A course as it was last released; what it is to the reader stands beside it."""
    row = access.get_visible_course(
        key=page.translation_key, user=cast(User, request.user), at=clock.now()
    )
    context = {"course": row, "drawn": drawn_course(row)}
    return cacheable(render(request, "courses/course_page.html", context))


# In its own language, for whoever cannot read this one.
_READ_IN = {"sv": "Läs på svenska", "en": "Read in English"}


def _read_in(other: dict[str, str]) -> dict[str, str]:
    return {**other, "label": _READ_IN[other["code"]]}


def leaflet_index(request: HttpRequest, page: LeafletIndexPage) -> HttpResponse:
    """All leaflets, and the courses that patients can read."""
    context = {"page": page, "leaflets": leaflets.leaflets(), "courses": leaflets.courses()}
    return cacheable(render(request, "courses/leaflet_index_page.html", context))


def leaflet(request: HttpRequest, page: LeafletPage) -> HttpResponse:
    """One leaflet, to read, hear or print."""
    context = {
        "page": page,
        "blocks": leaflets.in_order(page),
        "minutes": leaflets.minutes(page),
        "more": leaflets.others(page),
        "other": _read_in(other_language(request)),
    }
    return cacheable(render(request, "courses/leaflet_page.html", context))
