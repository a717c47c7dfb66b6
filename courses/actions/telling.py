"""Whom a review concerns is told: those whose turn it is, and its author at the end."""

from datetime import datetime

from django.db import transaction

from courses.models import CoursePage, Review
from courses.reviewing import standing, takers
from lms.notifications.actions import notify


@transaction.atomic
def tell_next(*, review: Review, step: str, at: datetime) -> None:
    """Tell everybody who may take the step, or the author where all are taken; once each.

    Nothing where the review has gone on or ended meanwhile.
    """
    now = standing(review)
    if review.outcome or (now.step or "") != step:
        return
    if not step:
        _tell_author(review, "review_passed", at)
        return
    for person in takers(now, at):
        notify(
            recipient=person,
            kind="review_turn",
            key=f"review:{review.pk}:{step}:{person.pk}",
            data=_facts(review),
            at=at,
        )


@transaction.atomic
def tell_of_changes(*, review: Review, at: datetime) -> None:
    """Tell the author that the review ended with something to change."""
    _tell_author(review, "review_changes", at)


def _tell_author(review: Review, kind: str, at: datetime) -> None:
    notify(
        recipient=review.submitted_by,
        kind=kind,
        key=f"{kind}:{review.pk}",
        data=_facts(review),
        at=at,
    )


def _facts(review: Review) -> dict[str, object]:
    pages = CoursePage.objects.filter(translation_key=review.course.key)
    titles = dict(pages.values_list("locale__language_code", "draft_title"))
    source = pages.get(locale__language_code=review.course.source_language)
    return {"titles": titles, "page": source.pk}
