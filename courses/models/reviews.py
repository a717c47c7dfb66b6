"""Who looked at the drafts of a course before its release, and what exactly they looked at."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.identity import Course
from courses.models.versions import CourseVersion
from lms.core.append_only import AppendOnly, AppendOnlyQuerySet


class ReviewQuerySet(models.QuerySet["Review"]):
    """Which reviews."""

    def open(self) -> "ReviewQuerySet":
        """Under way or waiting for the release: their drafts are locked."""
        return self.filter(outcome="")


class Review(models.Model):
    """One round of looking at the drafts of some languages; the next round begins anew.

    `sha256` is the hash of those drafts when they were handed in. A release takes no other.
    """

    class Outcome(models.TextChoices):
        RELEASED = "released", _("released")
        CHANGES = "changes", _("changes asked for")
        WITHDRAWN = "withdrawn", _("taken back")

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="reviews")
    languages = models.JSONField()
    sha256 = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="submitted_reviews"
    )
    submitted_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="ended_reviews"
    )
    ended_at = models.DateTimeField(null=True)
    ending_note = models.TextField(blank=True)
    version = models.OneToOneField(
        CourseVersion, null=True, on_delete=models.PROTECT, related_name="review"
    )

    objects: ClassVar[ReviewQuerySet] = ReviewQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course"], condition=models.Q(outcome=""), name="one_open_review"
            )
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.submitted_at:%Y-%m-%d} {self.outcome}"


class Approval(AppendOnly):
    """A person stands for the drafts with this hash, in one step of a review."""

    class Step(models.TextChoices):
        """In the order they are taken, each by somebody else."""

        CLINICAL = "clinical", _("clinical review")
        SECOND = "second", _("second review")
        OFFICE = "office", _("network office")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="approvals")
    step = models.CharField(max_length=10, choices=Step.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="approvals"
    )
    sha256 = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    objects: ClassVar[AppendOnlyQuerySet["Approval"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["review", "at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "step"], name="approval_step_once"),
            models.UniqueConstraint(fields=["review", "by"], name="approval_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.step}"
