"""What the person wrote, reviewed and released in the editor."""

from datetime import datetime

from wagtail.admin.models import EditingSession, FormState
from wagtail.models import APIToken, PageSubscription
from wagtail.users.models import UserProfile

from courses.models import CourseVersion
from lms.users.models import User
from lms.users.privacy import Rows, ids

_CONTENT = "Content of the network; the trail says what the person did with it."
_EDITOR = "How the editor was set, which says nothing beyond the roles."

COPIED = ("courses.CourseVersion.released_by",)
LEFT_OUT = {
    "courses.Review.submitted_by": _CONTENT,
    "courses.Review.ended_by": _CONTENT,
    "courses.Approval.by": _CONTENT,
    "wagtailcore.Page.owner": _CONTENT,
    "wagtailcore.Page.locked_by": _CONTENT,
    "wagtailcore.Revision.user": _CONTENT,
    "wagtailcore.Comment.user": _CONTENT,
    "wagtailcore.Comment.resolved_by": _CONTENT,
    "wagtailcore.CommentReply.user": _CONTENT,
    "wagtailcore.WorkflowState.requested_by": _CONTENT,
    "wagtailcore.TaskState.finished_by": _CONTENT,
    "wagtailcore.ModelLogEntry.user": _CONTENT,
    "wagtailcore.PageLogEntry.user": _CONTENT,
    "wagtailcore.UploadedFile.uploaded_by_user": _CONTENT,
    "wagtaildocs.Document.uploaded_by_user": _CONTENT,
    "wagtailimages.Image.uploaded_by_user": _CONTENT,
    "wagtailcore.PageSubscription.user": _EDITOR,
    "wagtailusers.UserProfile.user": _EDITOR,
    "wagtailadmin.EditingSession.user": _EDITOR,
    "wagtailadmin.FormState.user": _EDITOR,
    "wagtailcore.APIToken.user": "A secret.",
}


def export(user: User) -> dict[str, Rows]:
    """The versions that the person released."""
    released = CourseVersion.objects.filter(released_by__in=ids(user)).order_by("released_at")
    fields = ("course__code", "major", "minor", "impact", "content_hash", "released_at")
    return {"releases": released.values(*fields).iterator()}


def erase(user: User, *, at: datetime) -> None:
    """How the editor was set goes; what was written is the network's."""
    for model in (APIToken, EditingSession, FormState, PageSubscription, UserProfile):
        model.objects.filter(user=user).delete()
