"""Rules of course, module and lesson pages: drafts that only a release publishes."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.models import Page, PagePermissionTester

from courses.locking import in_review

_releasing: ContextVar[bool] = ContextVar("releasing", default=False)


@contextmanager
def releasing_now() -> Iterator[None]:
    """Inside this block, and nowhere else, a course page may go live."""
    token = _releasing.set(True)
    try:
        yield
    finally:
        _releasing.reset(token)


class OnlyReleased(PagePermissionTester):
    """What people may do with parts of courses in the editor: write, order, delete drafts.

    While a course is in review its parts stay as they were handed in. Its reviewers, who write
    nothing, open the form to comment in place; the form itself ignores everything else.
    """

    def can_edit(self) -> bool:
        return bool(super().can_edit()) or ("lock" in self.permissions and in_review(self.page))

    def can_add_subpage(self) -> bool:
        return bool(super().can_add_subpage()) and not in_review(self.page)

    def can_move(self) -> bool:
        return bool(super().can_move()) and not in_review(self.page)

    def can_move_to(self, destination: Page) -> bool:
        return bool(super().can_move_to(destination)) and not in_review(destination.specific)

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return self._may_change() and not in_review(self.page)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Asked twice a row in listings, so it looks at the page alone."""
        return not self.page.live and self._may_change() and not in_review(self.page)

    def _may_change(self) -> bool:
        return bool(self.user.is_superuser or "change" in self.permissions)


class ShelfTester(PagePermissionTester):
    """A right on a shelf is a right to what stands on it; the shelf itself is the office's."""

    def can_edit(self) -> bool:
        return bool(super().can_edit()) and self._of_office()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return bool(super().can_delete(ignore_bulk)) and self._of_office()

    def can_move(self) -> bool:
        return bool(super().can_move()) and self._of_office()

    def can_copy(self) -> bool:
        return bool(super().can_copy()) and self._of_office()

    def can_lock(self) -> bool:
        return False

    def _of_office(self) -> bool:
        return bool(self.user.is_superuser or "publish" in self.permissions)


class CoursePart(models.Model):
    """Goes before Page: nobody publishes by hand, whatever the door.

    `BELOW_COURSE` says how many steps the page lies below its course page.
    """

    BELOW_COURSE: ClassVar[int]
    preview_template = "courses/draft_preview.html"

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return OnlyReleased(user, self)

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        if not _releasing.get():
            raise PublishPagePermissionError("Course pages are published by a release.")
        return super().publish(*args, **kwargs)  # type: ignore[misc]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The draft by itself; what learners see is drawn from versions only."""
        return self.preview_template

    def with_content_json(self, content: dict[str, Any]) -> Any:
        page = super().with_content_json(content)  # type: ignore[misc]
        page.go_live_at = page.expire_at = None
        return page
