"""Whose turn it is in a review, and who may not look at their own work. Nothing here writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision

from courses.freezing import Frozen, freeze
from courses.manuscript import Manuscript, read_manuscript
from courses.models import Approval, Course, CoursePage, Review
from home.centers.models import Delegation
from lms.users.models import User

Step = Approval.Step
PERMISSION = {
    Step.CLINICAL: Delegation.Permission.REVIEWER,
    Step.SECOND: Delegation.Permission.REVIEWER,
    Step.OFFICE: Delegation.Permission.OFFICE,
}
# What a revision keeps besides what its author wrote.
_BOOKKEEPING = frozenset(
    {
        COMMENTS_RELATION_NAME,
        *("path", "depth", "numchild", "url_path", "draft_title", "locked", "locked_at"),
        *("locked_by", "live", "live_revision", "latest_revision", "latest_revision_created_at"),
        *("has_unpublished_changes", "first_published_at", "last_published_at", "expired"),
        *("go_live_at", "expire_at", "search_stems"),
    }
)


@dataclass(frozen=True)
class Standing:
    """An open review with what was approved so far."""

    review: Review
    approvals: list[Approval]

    @property
    def step(self) -> Approval.Step | None:
        """The step that is to be taken; None when all have been."""
        left = list(Step)[len(self.approvals) :]
        return left[0] if left else None

    @property
    def since(self) -> datetime:
        """Since when it waits for this step."""
        return self.approvals[-1].at if self.approvals else self.review.submitted_at


def open_review(course: Course) -> Standing | None:
    """The course's review that has not ended. Two statements."""
    rows = Review.objects.open().filter(course=course).select_related("submitted_by")
    review = rows.first()
    return standing(review) if review else None


def standing(review: Review) -> Standing:
    """Where a review stands."""
    return Standing(review, list(review.approvals.select_related("by").order_by("at", "pk")))


def languages_of(manuscript: Manuscript, wanted: Iterable[str] | None = None) -> list[str]:
    """The languages (all that the course has a page in), the source first."""
    chosen = manuscript.pages if wanted is None else wanted
    source = manuscript.course.source_language
    return sorted(set(chosen), key=lambda code: (code != source, code))


def drafts_now(review: Review) -> tuple[Manuscript, Frozen]:
    """What a release would freeze now, of the languages that were handed in."""
    manuscript = read_manuscript(review.course)
    return manuscript, freeze(manuscript, review.languages)


def is_reviewer(person: Any, course: Course, at: datetime) -> bool:
    """Whether the person may take any step of the course's reviews at `at`."""
    return _holding(course, set(PERMISSION.values()), at).filter(person=person).exists()


def _holding(course: Course, permissions: Iterable[str], at: datetime) -> QuerySet[Delegation]:
    here = Q(center=course.owner_center_id) | Q(center=None)
    return Delegation.objects.in_force(at=at).filter(here, permission__in=permissions)


def why_not(standing: Standing, person: User, at: datetime) -> str:
    """Why the person may not take the step that waits; "" when they may."""
    review, step = standing.review, standing.step
    if step is None:
        return _("All steps of the review are taken.")
    if not _holding(review.course, [PERMISSION[step]], at).filter(person=person).exists():
        return _("This step belongs to others: %(step)s.") % {"step": step.label}
    if any(approval.by_id == person.pk for approval in standing.approvals):
        return _("You have approved a step already. The next one is for somebody else.")
    if person.pk == review.submitted_by_id or person.pk in authors(review.course, [person.pk]):
        return _("You wrote some of this. It is for somebody else to review.")
    return ""


def takers(standing: Standing, at: datetime) -> list[User]:
    """The people who may take the step that waits."""
    review, step = standing.review, standing.step
    if step is None:
        return []
    held = _holding(review.course, [PERMISSION[step]], at).values("person")
    gone = {review.submitted_by_id, *(approval.by_id for approval in standing.approvals)}
    people = User.objects.filter(pk__in=held, is_active=True, merged_into=None)
    found = list(people.exclude(pk__in=gone).order_by("display_name", "pk"))
    wrote = authors(review.course, [person.pk for person in found])
    return [person for person in found if person.pk not in wrote]


def authors(course: Course, people: Iterable[int]) -> set[int]:
    """Who of these people changed the drafts since the last release.

    A comment writes a revision too; it counts only where the content differs from that before.
    """
    pages = CoursePage.objects.filter(translation_key=course.key).values_list("path", flat=True)
    below = Q(pk__in=[])
    for path in pages:
        below |= Q(path__startswith=path)
    ids = [str(pk) for pk in Page.objects.filter(below).values_list("pk", flat=True)]
    theirs = Revision.page_revisions.filter(object_id__in=ids, user__in=list(people))
    if course.current:
        theirs = theirs.filter(created_at__gt=course.current.released_at)
    return {revision.user_id for revision in theirs if _changed_something(revision)}


def _changed_something(revision: Revision) -> bool:
    before = revision.get_previous()
    return before is None or _written(before) != _written(revision)


def _written(revision: Revision) -> dict[str, Any]:
    return {k: value for k, value in revision.content.items() if k not in _BOOKKEEPING}
