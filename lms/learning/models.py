"""Who learned what: taking part, doing, and what counts as done."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.assessments.models import QuestionVersion, QuizVersion
from courses.models import Course, CourseVersion, Lesson
from lms.core.append_only import AppendOnly, AppendOnlyQuerySet
from lms.core.prepared import Slot
from lms.users.models import User


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    """Whose enrollments, and in which state."""

    def own(self, learner: int | Slot) -> "EnrollmentQuerySet":
        """Those of one person, by id: whose lessons these are, whoever else may see the rows."""
        return self.filter(learner=learner)

    def visible_to(self, user: User | AnonymousUser, at: datetime) -> "EnrollmentQuerySet":
        """The learner's own; wider sight for centers is added here and nowhere else."""
        return self.none() if isinstance(user, AnonymousUser) else self.own(user.pk)

    def open(self) -> "EnrollmentQuerySet":
        """Not finished, not left."""
        return self.filter(status__in=Enrollment.OPEN_STATUSES)

    def active(self) -> "EnrollmentQuerySet":
        """Under way."""
        return self.filter(status=Enrollment.Status.ACTIVE)

    def completed(self) -> "EnrollmentQuerySet":
        """Finished with a completion."""
        return self.filter(status=Enrollment.Status.COMPLETED)


class Enrollment(models.Model):
    """May I take part? One open row for each person and course; a repeat is a new row."""

    class Status(models.TextChoices):
        REQUESTED = "requested", _("asked for")
        WAITLISTED = "waitlisted", _("on the waiting list")
        ACTIVE = "active", _("under way")
        COMPLETED = "completed", _("done")
        WITHDRAWN = "withdrawn", _("left")
        LAPSED = "lapsed", _("lapsed")

    OPEN_STATUSES: ClassVar[tuple[str, ...]] = (Status.REQUESTED, Status.WAITLISTED, Status.ACTIVE)

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrollments"
    )
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrollments")
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="enrollments")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    source = models.CharField(max_length=20, default="self")
    enrolled_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()

    objects: ClassVar[EnrollmentQuerySet] = EnrollmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["-enrolled_at", "-pk"]
        indexes = [
            models.Index(fields=["learner", "status"], name="enrollment_of_learner"),
            models.Index(fields=["course", "status"], name="enrollment_in_course"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "course"],
                condition=Q(status__in=["requested", "waitlisted", "active"]),
                name="one_open_enrollment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} in {self.course_id}: {self.status}"


class Progress(models.Model):
    """What somebody did in a lesson. `position` is how far down the text, in thousandths."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="progress")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="progress")
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    position = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(1000)])
    seconds_active = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "lesson"], name="progress_once")
        ]

    def __str__(self) -> str:
        return f"{self.enrollment_id} lesson {self.lesson_id}"


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Whose attempts."""

    def own(self, learner: int | Slot) -> "AttemptQuerySet":
        """Those of one person, by id."""
        return self.filter(enrollment__learner=learner)

    def visible_to(self, user: User | AnonymousUser, at: datetime) -> "AttemptQuerySet":
        """The learner's own; wider sight for centers is added here and nowhere else."""
        return self.none() if isinstance(user, AnonymousUser) else self.own(user.pk)


class Attempt(models.Model):
    """One go at a quiz. `paper` is frozen at start: see `papers.Sheet`; `score` is percent."""

    class State(models.TextChoices):
        IN_PROGRESS = "in_progress"
        SUBMITTED = "submitted"
        GRADED = "graded"
        VOIDED = "voided"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="attempts")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="attempts")
    quiz_version = models.ForeignKey(QuizVersion, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.IN_PROGRESS)
    paper = models.JSONField()
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    right = models.PositiveSmallIntegerField(null=True)
    passed = models.BooleanField(null=True)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()

    objects: ClassVar[AttemptQuerySet] = AttemptQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["enrollment", "lesson", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "lesson", "number"], name="attempt_number_once"
            ),
            models.UniqueConstraint(
                fields=["enrollment", "lesson"],
                condition=Q(state="in_progress"),
                name="one_attempt_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment_id} attempt {self.number}: {self.state}"


class Response(models.Model):
    """The chosen options of one question; `version` grows with each save and settles races."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="responses")
    question_version = models.ForeignKey(
        QuestionVersion, on_delete=models.PROTECT, related_name="responses"
    )
    options = models.JSONField(default=list)
    flagged = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    is_right = models.BooleanField(null=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "question_version"], name="response_once")
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} question {self.question_version_id}"


class CompletionQuerySet(AppendOnlyQuerySet["Completion"]):
    """Whose completions."""

    def visible_to(self, user: User | AnonymousUser, at: datetime) -> "CompletionQuerySet":
        """The learner's own; wider sight for centers is added here and nowhere else."""
        return self.none() if isinstance(user, AnonymousUser) else self.filter(learner=user)


class Completion(AppendOnly):
    """What can be proven: this person finished this version of this course at this moment."""

    class Basis(models.TextChoices):
        EARNED = "earned"
        RECOGNIZED = "recognized"
        IMPORTED = "imported"

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="completions"
    )
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="completions")
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="completions")
    enrollment = models.OneToOneField(
        Enrollment, null=True, on_delete=models.PROTECT, related_name="completion"
    )
    at = models.DateTimeField()
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.EARNED)
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    objects: ClassVar[CompletionQuerySet] = CompletionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["learner", "course"], name="completion_of_learner"),
            models.Index(fields=["course", "at"], name="completion_of_course"),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} finished {self.course_id} {self.at:%Y-%m-%d}"

    @property
    def evidence_key(self) -> str:
        """What a certificate was earned by; there is one certificate for each key."""
        return f"completion:{self.pk}"
