"""Asking to belong to a center."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from home.centers.models.people import Delegation, Membership, within
from home.centers.models.places import Center, Unit

if TYPE_CHECKING:
    from lms.users.models import User


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    """Who asked, and who is to answer."""

    def waiting(self) -> "JoinRequestQuerySet":
        """Not answered yet."""
        return self.filter(status=JoinRequest.Status.WAITING)

    def to_answer(self, user: "User | AnonymousUser", at: datetime) -> "JoinRequestQuerySet":
        """To the center or unit that one manages or coordinates at `at`; never one's own."""
        if not isinstance(user, AnonymousUser) and user.is_current:
            leads = Delegation.objects.leading(user, at)
            return self.filter(within(leads)).exclude(person=user)
        return self.none()


class JoinRequest(models.Model):
    """A person says that they work at a center; a coordinator or manager there answers."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting for an answer")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="join_requests"
    )
    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="join_requests")
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="join_requests"
    )
    job_role = models.ForeignKey(
        "home.JobRole", on_delete=models.PROTECT, related_name="join_requests"
    )
    started_on = models.DateField()
    note = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="join_answers"
    )
    reason = models.TextField(blank=True)
    membership = models.ForeignKey(
        Membership, null=True, on_delete=models.PROTECT, related_name="join_requests"
    )

    objects: ClassVar[JoinRequestQuerySet] = JoinRequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "center"],
                condition=Q(status="waiting"),
                name="join_request_waits_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} asks {self.center_id}: {self.status}"
