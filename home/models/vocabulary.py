"""The words by which courses, people and material find each other."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.core.bilingual import Named, in_language


class TargetGroup(Named):
    """Whom something is for; the doors of the catalogue."""

    help_sv = models.CharField(_("help in Swedish"), max_length=300, blank=True)
    help_en = models.CharField(_("help in English"), max_length=300, blank=True)
    is_public = models.BooleanField(_("readable without an account"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]
        verbose_name = _("target group")

    @property
    def help(self) -> str:
        """Who belongs here, in the active language."""
        return str(in_language({"sv": self.help_sv, "en": self.help_en}))


class JobRole(Named):
    """What a person does; the network's list, and local roles of one center."""

    target_group = models.ForeignKey(
        TargetGroup, on_delete=models.PROTECT, related_name="job_roles"
    )
    center = models.ForeignKey(
        "centers.Center", null=True, blank=True, on_delete=models.PROTECT, related_name="job_roles"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["target_group__position", "position", "pk"]
        verbose_name = _("job role")


class Topic(Named):
    """What something is about; a tree of two levels."""

    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]
        verbose_name = _("topic")


class Product(Named):
    """A medicine that units handle."""

    class Meta:
        ordering: ClassVar[list[str]] = ["name_sv"]
        verbose_name = _("product")


class Interest(models.Model):
    """What a person says they do or want to follow; it orders what is suggested, never hides."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="interests"
    )
    job_role = models.ForeignKey(
        JobRole, null=True, blank=True, on_delete=models.PROTECT, related_name="interests"
    )
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="interests"
    )
    stated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(job_role__isnull=False) ^ Q(topic__isnull=False),
                name="interest_is_role_or_topic",
            ),
            models.UniqueConstraint(fields=["person", "job_role"], name="interest_role_once"),
            models.UniqueConstraint(fields=["person", "topic"], name="interest_topic_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.job_role_id or self.topic_id}"


class PageReport(models.Model):
    """Somebody says that something on a page is wrong; it goes to the page's owner."""

    path = models.CharField(max_length=500)
    text = models.TextField(max_length=5000)
    reply_to = models.EmailField(blank=True)
    owner = models.ForeignKey(
        "centers.Center", null=True, on_delete=models.PROTECT, related_name="page_reports"
    )
    at = models.DateTimeField()
    # Of path, text, sender and day: sending the form twice is one report.
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.path} {self.at:%Y-%m-%d}"
