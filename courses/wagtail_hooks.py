"""What the editor of courses does in our way."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Page

from courses.authoring import hooks as _review_hooks  # noqa: F401  registered with ours
from courses.authoring import views
from courses.checks.views import checks
from courses.models import CoursePage
from courses.protection import holds_released, leaves_its_course
from courses.source import course_path
from courses.starting.views import start
from courses.walls import hidden_from


@hooks.register("register_admin_urls")
def our_pages() -> list[URLPattern]:
    """Releasing, and the facts that hold at once."""
    return [
        path("courses/<int:page_id>/release/", views.release, name="course_release"),
        path("courses/<int:page_id>/facts/", views.facts, name="course_facts"),
        path("courses/<int:page_id>/checks/", checks, name="course_checks"),
        path("courses/<int:page_id>/start/", start, name="course_start"),
    ]


@hooks.register("before_create_page")
def begin_from_a_template(
    request: HttpRequest, parent: Page, page_class: type[Page]
) -> HttpResponse | None:
    """A new course begins on our page; its link to an empty one leads on to Wagtail's form."""
    if page_class is not CoursePage or request.method != "GET" or "empty" in request.GET:
        return None
    return redirect("course_start", parent.pk)


@hooks.register("construct_page_chooser_queryset")
def own_center_only(pages: Any, request: HttpRequest) -> Any:
    """Choosers offer no page from another center's shelf."""
    return pages.exclude(pk__in=hidden_from(request.user).values("pk"))


class CourseItem(ActionMenuItem):
    """A link from any page of a course to one of our pages about the course."""

    view_name = ""

    def is_shown(self, context: dict[str, Any]) -> bool:
        return context["view"] == "edit" and hasattr(context["page"], "BELOW_COURSE")

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse(self.view_name, args=[_course_page(parent_context["page"])])


def _course_page(page: Any) -> int:
    if isinstance(page, CoursePage):
        return int(page.pk)
    return int(CoursePage.objects.filter(path=course_path(page)).values_list("pk", flat=True).get())


class AuthorsItem(CourseItem):
    """Only for those who write: reviewers open the form to comment."""

    def is_shown(self, context: dict[str, Any]) -> bool:
        if not super().is_shown(context):
            return False
        may = self.get_user_page_permissions_tester(context)
        return bool(may.user.is_superuser or "change" in may.permissions)


class ChecksItem(AuthorsItem):
    name = "course-checks"
    label = gettext_lazy("Checks")
    icon_name = "check"
    view_name = "course_checks"


class ReviewItem(CourseItem):
    name = "course-review"
    label = gettext_lazy("Review")
    icon_name = "clipboard-list"
    view_name = "course_review"


class ReleaseItem(AuthorsItem):
    name = "course-release"
    label = gettext_lazy("Release the course")
    icon_name = "upload"
    view_name = "course_release"


class FactsItem(AuthorsItem):
    name = "course-facts"
    label = gettext_lazy("Access and status")
    icon_name = "cog"
    view_name = "course_facts"


@hooks.register("register_page_action_menu_item")
def release_item() -> ReleaseItem:
    """In the menu of every page of a course."""
    return ReleaseItem(order=10)


@hooks.register("register_page_action_menu_item")
def review_item() -> ReviewItem:
    """In the menu of every page of a course."""
    return ReviewItem(order=8)


@hooks.register("register_page_action_menu_item")
def checks_item() -> ChecksItem:
    """In the menu of every page of a course."""
    return ChecksItem(order=5)


@hooks.register("register_page_action_menu_item")
def facts_item() -> FactsItem:
    """In the menu of every page of a course."""
    return FactsItem(order=20)


@hooks.register("before_delete_page")
def retire_instead(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Deleting what was released is refused with what to do instead."""
    return _refused(request, page) if holds_released(page) else None


@hooks.register("before_bulk_action")
def retire_instead_of_bulk(
    request: HttpRequest, action: str, objects: list[Any], _view: Any
) -> HttpResponse | None:
    """The same for many at once."""
    if action != "delete":
        return None
    held = (page for page in objects if isinstance(page, Page) and holds_released(page))
    page = next(held, None)
    return _refused(request, page) if page else None


def _refused(request: HttpRequest, page: Page) -> HttpResponse:
    text = _("“%(title)s” was released and people may have learned from it. Retire the course.")
    messages.error(request, text % {"title": page.get_admin_display_title()})
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_move_page")
def keep_in_its_course(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """A released lesson keeps its course: records about it name both."""
    if not leaves_its_course(page, destination):
        return None
    messages.error(request, _("A released lesson stays in its course. Copy it to the other one."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)
