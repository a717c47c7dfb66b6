"""What follows when somebody reports a page, and when a page or a word of the network changes."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, Site, get_page_models
from wagtail.signals import page_slug_changed, page_unpublished, post_page_move

from home import actions
from home.centers.models import Center, Expertise, Facility
from home.models import JobRole, PageReport, TargetGroup, Topic
from lms.core import content, events
from lms.core.models import Event

# What saving a draft writes on the live page's row; visitors see none of it.
_OF_DRAFTS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}
_SHOWN_ROWS = (
    TargetGroup, JobRole, Topic, Center, Facility, Expertise, Site, PageViewRestriction,
)  # fmt: skip


@events.on("page.reported")
def tell_the_owner(event: Event) -> None:
    """Write to whoever answers for the page."""
    report = PageReport.objects.select_related("owner").get(pk=event.subject_pk)
    actions.mail_report(report=report, at=event.at)


def page_saved(
    instance: Page, raw: bool = False, update_fields: frozenset[str] | None = None, **_later: Any
) -> None:
    """Visitors read live pages only, and drafts leave those alone."""
    if instance.live and not (update_fields and update_fields <= _OF_DRAFTS):
        content.changed()


def something_shown_changed(**_later: Any) -> None:
    """Whatever it was, what is kept in memory is of yesterday."""
    content.changed()


for _model in get_page_models():
    post_save.connect(page_saved, sender=_model, dispatch_uid=f"page_saved:{_model.__name__}")
for _row in _SHOWN_ROWS:
    post_save.connect(something_shown_changed, sender=_row)
for _row in (Page, *_SHOWN_ROWS):
    post_delete.connect(something_shown_changed, sender=_row)
for _signal in (page_unpublished, page_slug_changed, post_page_move):
    _signal.connect(something_shown_changed)
