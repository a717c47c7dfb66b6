"""Who belongs to a center and who may do what there, on any date."""

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from home.centers.models.places import Center, Unit
from lms.core import clock
from lms.core.append_only import AppendOnly, AppendOnlyQuerySet

if TYPE_CHECKING:
    from lms.users.models import User

# How many levels of units one unit may hold.
UNIT_DEPTH = 3


def within(leads: "DelegationQuerySet") -> Q:
    """Rows of the centers that `leads` cover whole, and of the units (and theirs) they name."""
    whole = Q(center__in=leads.filter(unit=None).values("center"))
    units = leads.filter(unit__isnull=False).values("unit")
    for depth in range(UNIT_DEPTH):
        whole |= Q(**{"unit" + "__parent" * depth + "__in": units})
    return whole


class MembershipQuerySet(AppendOnlyQuerySet["Membership"]):
    """Who belonged where on a date, as it was known at a moment."""

    def known(self, *, at: datetime) -> "MembershipQuerySet":
        """Rows recorded by `at` and not yet replaced by a newer row then."""
        newer = Membership.objects.filter(recorded_at__lte=at, supersedes__isnull=False)
        return self.filter(recorded_at__lte=at).exclude(pk__in=newer.values("supersedes"))

    def in_force(self, *, at: datetime, on: date | None = None) -> "MembershipQuerySet":
        """Known at `at` and in force on the day `on` (the day of `at` unless named)."""
        day = on or clock.day(at)
        begun = self.known(at=at).filter(started_on__lte=day)
        return begun.filter(Q(ended_on=None) | Q(ended_on__gte=day))

    def newest(self) -> "MembershipQuerySet":
        """Rows that no other row replaces by now."""
        return self.filter(superseded_by=None)

    def newest_of(self, row: "Membership") -> "Membership":
        """What replaced `row` in the end: the row itself where nothing did."""
        while newer := self.filter(supersedes=row).first():
            row = newer
        return row

    def visible_to(self, user: "User | AnonymousUser", at: datetime) -> "MembershipQuerySet":
        """One's own rows, and those of the center or unit one manages or coordinates at `at`.

        The network office sees totals, never rows.
        """
        if not isinstance(user, AnonymousUser) and user.is_current:
            leads = Delegation.objects.leading(user, at)
            own = Q(person=user) | Q(person__merged_into=user)
            return self.filter(own | within(leads))
        return self.none()


class Membership(AppendOnly):
    """A person works at a center, in a unit and a role, between two days (both included).

    Ending or correcting one is a newer row that names this one in `supersedes`, with a reason.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    job_role = models.ForeignKey(
        "home.JobRole", on_delete=models.PROTECT, related_name="memberships"
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=40, default="center")
    external_id = models.CharField(max_length=100, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["center", "started_on"], name="membership_center")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("started_on")),
                name="membership_ends_after_start",
            ),
            models.UniqueConstraint(
                "person",
                "center",
                Coalesce("unit", 0),
                "job_role",
                "started_on",
                condition=Q(supersedes=None),
                name="membership_begins_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.center_id} from {self.started_on}"


class Absence(AppendOnly):
    """A person is away between two days (both included)."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences"
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id} from {self.started_on}"


class DelegationQuerySet(AppendOnlyQuerySet["Delegation"]):
    """Who might do what on a date, as it was known at a moment."""

    def known(self, *, at: datetime) -> "DelegationQuerySet":
        """Rows recorded by `at` and not yet replaced by a newer row then."""
        newer = Delegation.objects.filter(recorded_at__lte=at, supersedes__isnull=False)
        return self.filter(recorded_at__lte=at).exclude(pk__in=newer.values("supersedes"))

    def in_force(self, *, at: datetime) -> "DelegationQuerySet":
        """Known and valid on the day of `at`."""
        day = clock.day(at)
        begun = self.known(at=at).filter(valid_from__lte=day)
        return begun.filter(Q(valid_until=None) | Q(valid_until__gte=day))

    def not_over(self, *, at: datetime) -> "DelegationQuerySet":
        """Known, and valid on the day of `at` or from a day to come."""
        return self.known(at=at).filter(Q(valid_until=None) | Q(valid_until__gte=clock.day(at)))

    def newest(self) -> "DelegationQuerySet":
        """Rows that no other row replaces by now."""
        return self.filter(superseded_by=None)

    def newest_of(self, row: "Delegation") -> "Delegation":
        """What replaced `row` in the end: the row itself where nothing did."""
        while newer := self.filter(supersedes=row).first():
            row = newer
        return row

    def leading(self, user: "User", at: datetime) -> "DelegationQuerySet":
        """By which a person manages or coordinates a center, or a unit of it, at `at`."""
        leads = [Delegation.Permission.MANAGER, Delegation.Permission.COORDINATOR]
        return self.in_force(at=at).filter(person=user, permission__in=leads, center__isnull=False)

    def visible_to(self, user: "User | AnonymousUser", at: datetime) -> "DelegationQuerySet":
        """One's own rows, and those of the center or unit one manages or coordinates at `at`.

        The network office sees what it gives: managers, and who acts for the whole network.
        """
        if isinstance(user, AnonymousUser) or not user.is_current:
            return self.none()
        seen = Q(person=user) | Q(person__merged_into=user)
        seen |= within(Delegation.objects.leading(user, at))
        office = Delegation.objects.in_force(at=at).filter(
            person=user, permission=Delegation.Permission.OFFICE, center=None
        )
        managers = Q(permission=Delegation.Permission.MANAGER, unit=None)
        return self.filter(seen | ((managers | Q(center=None)) & Exists(office)))


class Delegation(AppendOnly):
    """A person may act in a center (or a unit of it; the whole network where both are empty)."""

    class Permission(models.TextChoices):
        MANAGER = "manager", _("manager")
        COORDINATOR = "coordinator", _("training coordinator")
        ASSESSOR = "assessor", _("assessor")
        EDUCATOR = "educator", _("educator")
        REVIEWER = "reviewer", _("reviewer")
        INSPECTOR = "inspector", _("inspector")
        OFFICE = "office", _("network office")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations"
    )
    center = models.ForeignKey(
        Center, null=True, blank=True, on_delete=models.PROTECT, related_name="delegations"
    )
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="delegations"
    )
    permission = models.CharField(max_length=12, choices=Permission.choices)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="granted"
    )
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    objects: ClassVar[DelegationQuerySet] = DelegationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(center__isnull=False) | Q(permission__in=["office", "reviewer"]),
                name="delegation_network_wide_only_for_office",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=models.F("valid_from")),
                name="delegation_ends_after_start",
            ),
            models.UniqueConstraint(
                "person",
                "permission",
                Coalesce("center", 0),
                Coalesce("unit", 0),
                "valid_from",
                condition=Q(supersedes=None),
                name="delegation_begins_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.permission} at {self.center_id}"
