"""The way from drafts to a release: handing in, three approvals by three people, or changes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from courses.freezing import Frozen, freeze
from courses.manuscript import Manuscript, read_manuscript
from courses.models import Approval, Course, CoursePage, Review
from courses.readiness import Problem, unfinished
from courses.reviewing import drafts_now, languages_of, open_review, standing, why_not
from lms.core import events
from lms.users.models import User


class CannotReview(Exception):
    """The review stays as it is; the text says why."""


class NothingToReview(CannotReview):
    """The drafts are what learners read already."""


class NotReady(CannotReview):
    """Something is left to complete; `problems` says what and where."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{problem.title}: {problem.text}" for problem in problems))
        self.problems = problems


class MayNotReview(CannotReview):
    """The step is not theirs to take."""


class ReviewEnded(CannotReview):
    """The review has ended, or somebody else has taken this step."""


class ChangedSinceSubmitted(CannotReview):
    """The drafts are not those that were handed in, so an approval would say nothing."""


@transaction.atomic
def submit(
    *,
    page: CoursePage,
    by: User,
    at: datetime,
    languages: Sequence[str] | None = None,
    note: str = "",
) -> Review:
    """Hand the drafts of these languages (all, unless named) to the reviewers, and lock them.

    While a review is open the same one is returned. Raises NotReady, NothingToReview.
    """
    course = _locked_course(page.translation_key)
    known = open_review(course)
    if known:
        return known.review
    manuscript = read_manuscript(course)
    frozen = freeze(manuscript, languages_of(manuscript, languages))
    _refuse_nothing(course, frozen)
    _refuse_unfinished(manuscript, frozen)
    review = Review.objects.create(
        course=course,
        languages=frozen.languages,
        sha256=frozen.content_hash,
        note=note,
        submitted_by=by,
        submitted_at=at,
    )
    _record("review.submitted", review, by, at, step=Approval.Step.CLINICAL)
    return review


@transaction.atomic
def approve(*, review: Review, step: str, by: User, at: datetime, note: str = "") -> Approval:
    """Stand for the drafts in this step; approving it again returns the first approval.

    Raises ReviewEnded, MayNotReview, ChangedSinceSubmitted.
    """
    review = _locked_review(review)
    now = standing(review)
    mine = [row for row in now.approvals if row.step == step and row.by_id == by.pk]
    if mine:
        return mine[0]
    if review.outcome or now.step != step:
        raise ReviewEnded(_("Somebody else was faster: this step is over."))
    _refuse_other_people(review, by, at)
    _manuscript, frozen = drafts_now(review)
    if frozen.content_hash != review.sha256:
        raise ChangedSinceSubmitted(
            _("The drafts or their quizzes changed after they were handed in. Ask for changes.")
        )
    approval = Approval.objects.create(
        review=review, step=step, by=by, sha256=review.sha256, note=note, at=at
    )
    following = standing(review).step
    _record("review.approved", review, by, at, step=step, next=following or "")
    return approval


@transaction.atomic
def ask_for_changes(*, review: Review, by: User, at: datetime, note: str) -> Review:
    """End the review with what is to be changed; the next one begins at the first step.

    Raises ReviewEnded, MayNotReview.
    """
    review = _locked_review(review)
    if review.outcome == Review.Outcome.CHANGES and review.ended_by_id == by.pk:
        return review
    _refuse_ended(review)
    _refuse_other_people(review, by, at)
    return _end(review, Review.Outcome.CHANGES, by, at, note)


@transaction.atomic
def withdraw(*, review: Review, by: User, at: datetime) -> Review:
    """Take the drafts back to work on them; the next review begins at the first step.

    Raises ReviewEnded.
    """
    review = _locked_review(review)
    if review.outcome == Review.Outcome.WITHDRAWN:
        return review
    _refuse_ended(review)
    return _end(review, Review.Outcome.WITHDRAWN, by, at)


def _locked_course(key: UUID) -> Course:
    # Two people, or one who clicks twice, must see each other's step.
    return Course.objects.select_for_update().get(key=key)


def _locked_review(review: Review) -> Review:
    course = _locked_course(review.course.key)
    found = Review.objects.select_related("submitted_by").get(pk=review.pk)
    found.course = course
    return found


def _refuse_nothing(course: Course, frozen: Frozen) -> None:
    if course.status == Course.Status.RETIRED:
        raise CannotReview(_("The course is retired."))
    if course.current and course.current.content_hash == frozen.content_hash:
        raise NothingToReview(_("Nothing has changed since the last release."))


def _refuse_unfinished(manuscript: Manuscript, frozen: Frozen) -> None:
    last = manuscript.course.current
    known = last.lesson_texts.values_list("sha256", flat=True) if last else ()
    problems = unfinished(manuscript, frozen, frozenset(known))
    if problems:
        raise NotReady(problems)


def _refuse_ended(review: Review) -> None:
    if review.outcome:
        raise ReviewEnded(_("The review has ended."))


def _refuse_other_people(review: Review, by: User, at: datetime) -> None:
    reason = why_not(standing(review), by, at)
    if reason:
        raise MayNotReview(reason)


def _end(review: Review, outcome: str, by: User, at: datetime, note: str = "") -> Review:
    review.outcome, review.ended_by, review.ended_at = outcome, by, at
    review.ending_note = note
    review.save(update_fields=["outcome", "ended_by", "ended_at", "ending_note"])
    name = "review.changes_asked" if outcome == Review.Outcome.CHANGES else "review.withdrawn"
    _record(name, review, by, at)
    return review


def _record(name: str, review: Review, by: User, at: datetime, **facts: str) -> None:
    data = {"course": review.course_id, **facts}
    events.record(name, subject=review, actor=by, at=at, data=data)
