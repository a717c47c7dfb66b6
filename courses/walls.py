"""Between the centers' shelves in the editor: what stands on another's shelf is not there."""

from collections.abc import Callable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import ResolverMatch
from wagtail.models import Page
from wagtail.permissions import policy_registry

from courses.locking import asked_once
from courses.models import CourseIndexPage
from courses.own import writer
from home.centers.models import Delegation
from lms.core import clock

# Names under which the editor's addresses, queries and forms carry ids of pages.
IN_ADDRESS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "pk", "object_id")
IN_QUERY = ("id", "child_of", "parent", "descendant_of", "root_page")
IN_FORM = ("id", "parent_page", "new_parent_page", "chooser", "parent")
ABOUT_PAGES = {"wagtailadmin_pages", "simple_translation", "wagtailadmin_api:pages"}
# Counts of pages by type show titles of all centers, and Wagtail does not filter them.
OFFICE_ONLY = {"page_types_usage", "page_types_usage_results"}


def hidden_from(user: Any) -> QuerySet[Page]:
    """Pages below the catalogues that this person has no right to look at in the editor."""
    pages: QuerySet[Page] = Page.objects.all()
    if user.is_superuser:
        return pages.none()
    indexes = CourseIndexPage.objects.values_list("path", "depth")
    below = [Q(path__startswith=path, depth__gt=depth) for path, depth in indexes]
    mine = policy_registry.get_by_type(Page).explorable_instances(user)
    others = pages.filter(reduce(or_, below, Q(pk__in=[])))
    return others.exclude(pk__in=mine.values("pk"))


class Wall:
    """Middleware below authentication: another center's page is a 404 whatever the editor does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = writer.set(request.user)
        try:
            with asked_once():
                return self.get_response(request)
        finally:
            writer.reset(token)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> None:
        """Raises Http404 before the view could say anything."""
        match = request.resolver_match
        if match is None or not match.route.startswith("cms/") or request.user.is_anonymous:
            return
        if match.url_name in OFFICE_ONLY and not _is_office(request.user):
            raise Http404
        if not _is_about_pages(match):
            return
        ids = set(_ids(request, kwargs))
        if ids and hidden_from(request.user).filter(pk__in=ids).exists():
            raise Http404


def _is_about_pages(match: ResolverMatch) -> bool:
    name = match.url_name or ""
    return (
        ":".join(match.namespaces) in ABOUT_PAGES
        or name.startswith(("wagtailadmin_explore", "wagtailadmin_choose_page", "course_"))
        or match.kwargs.get("model_name") == "page"
        or match.kwargs.get("app_label") in {"wagtailcore", "courses"}
    )


def _ids(request: HttpRequest, kwargs: dict[str, Any]) -> Iterator[int]:
    values = [kwargs.get(name) for name in IN_ADDRESS]
    values += [value for name in IN_QUERY for value in request.GET.getlist(name)]
    if request.method == "POST":
        values += [value for name in IN_FORM for value in request.POST.getlist(name)]
    for value in values:
        text = str(value)
        if text.isascii() and text.isdigit() and len(text) <= 18:
            yield int(text)


def _is_office(user: Any) -> bool:
    held = Delegation.objects.in_force(at=clock.now()).filter(person=user)
    return bool(user.is_superuser or held.filter(permission=Delegation.Permission.OFFICE).exists())
