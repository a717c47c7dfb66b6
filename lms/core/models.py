"""The kernel's two rows: what happened (Event) and what must still be done (Job)."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from lms.core.append_only import AppendOnly, AppendOnlyQuerySet


class Event(AppendOnly):
    """An immutable audit row and announcement: ids and small facts, never people's data."""

    name = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_pk = models.CharField(max_length=40)
    actor_id = models.BigIntegerField(null=True)
    # Whom it is about and whose business it is, as things stood then: see `lms.core.concerns`.
    person_id = models.BigIntegerField(null=True)
    center_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    objects: ClassVar[AppendOnlyQuerySet["Event"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_pk"], name="event_subject"),
            models.Index(fields=["name", "at"], name="event_name_at"),
            models.Index(fields=["person_id", "id"], name="event_person"),
            models.Index(
                fields=["center_id", "id"],
                condition=Q(center_id__isnull=False),
                name="event_center",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.subject_type}:{self.subject_pk}"


class JobQuerySet(models.QuerySet["Job"]):
    """Which jobs wait, and which were left behind by a worker that died."""

    def runnable(self, *, at: datetime) -> "JobQuerySet":
        """Queued and due at `at`, or running with a lease that ran out before it."""
        waiting = Q(state=Job.State.QUEUED, run_after__lte=at)
        abandoned = Q(state=Job.State.RUNNING, lease_until__lt=at)
        return self.filter(waiting | abandoned)

    def open(self) -> "JobQuerySet":
        """Not finished and not given up."""
        return self.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])

    def dead(self) -> "JobQuerySet":
        """Given up after the last attempt; a person has to look."""
        return self.filter(state=Job.State.DEAD)

    def given_up(self) -> "JobQuerySet":
        """Dead, or held by a restore: nothing happens unless somebody asks for it."""
        return self.filter(state__in=[Job.State.DEAD, Job.State.HELD])


class Job(models.Model):
    """Something to be done after a fact; the row is the truth, the broker only rings a bell."""

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        DEAD = "dead"
        # Restored from a backup: may have been done before, so a person decides.
        HELD = "held"

    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=200, unique=True)
    args = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    lease_token = models.CharField(max_length=36, blank=True)
    finished_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    objects: ClassVar[JobQuerySet] = JobQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["state", "run_after"], name="job_state_run_after")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.state}"


class ContentVersion(models.Model):
    """One row; its number grows with everything that changes what visitors read."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
