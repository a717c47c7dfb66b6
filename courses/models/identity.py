"""Courses and lessons as identities: they outlive every page, and every record points to them."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _

from certificates.models import Design
from home.centers.models import Center, Membership
from lms.users.models import User


class CourseQuerySet(models.QuerySet["Course"]):
    """Which courses may be seen, and by whom they may be taken."""

    def released(self) -> "CourseQuerySet":
        """Courses with a released version; drafts are for their authors only."""
        return self.exclude(current=None)

    def listed(self) -> "CourseQuerySet":
        """What the catalogue offers: open, released, not by invitation."""
        return (
            self.released()
            .filter(status=Course.Status.OPEN)
            .exclude(access=Course.Access.INVITATION)
        )

    def visible_to(self, user: User | AnonymousUser, at: datetime) -> "CourseQuerySet":
        """Course pages are open to all except those by invitation."""
        return (
            self.released()
            .exclude(status=Course.Status.DRAFT)
            .exclude(access=Course.Access.INVITATION)
        )

    def takeable_by(self, user: User | AnonymousUser, at: datetime) -> "CourseQuerySet":
        """Courses whose lessons this person may open at `at`."""
        may = Q(access=Course.Access.PUBLIC)
        if not isinstance(user, AnonymousUser):
            belongs = Membership.objects.in_force(at=at).filter(person=user)
            may |= Q(access=Course.Access.OPEN)
            may |= Q(access=Course.Access.STAFF) & Q(Exists(belongs))
        return self.visible_to(user, at).filter(may)


class Course(models.Model):
    """A course as the network knows it. `key` is the translation key its pages share."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")
        RETIRED = "retired", _("retired")

    class Access(models.TextChoices):
        PUBLIC = "public", _("anyone, without an account")
        OPEN = "open", _("anyone with an account")
        STAFF = "staff", _("staff of the centers")
        INVITATION = "invitation", _("by invitation")

    key = models.UUIDField(unique=True, editable=False)
    code = models.CharField(_("course code"), max_length=80, unique=True)
    source_language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    owner_center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="courses")
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.DRAFT)
    access = models.CharField(max_length=10, choices=Access.choices, default=Access.OPEN)
    approval_required = models.BooleanField(default=False)
    design = models.ForeignKey(
        Design, null=True, blank=True, on_delete=models.PROTECT, related_name="courses"
    )
    current = models.ForeignKey(
        "courses.CourseVersion", null=True, on_delete=models.PROTECT, related_name="+"
    )
    retired_on = models.DateField(null=True, blank=True)
    retired_reason = models.TextField(blank=True)
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )

    objects: ClassVar[CourseQuerySet] = CourseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]

    def __str__(self) -> str:
        return self.code


class Lesson(models.Model):
    """A lesson as records know it; the row comes with the first release that holds it."""

    key = models.UUIDField(unique=True, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="lessons")

    def __str__(self) -> str:
        return str(self.key)
