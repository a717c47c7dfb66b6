"""The trail as it is read: by whom, and of which center."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import TruncDate

from home.centers.models import Center, Delegation, Membership
from lms.core.append_only import AppendOnlyQuerySet
from lms.core.models import Event
from lms.reports.privacy.models import DataCopy
from lms.reports.trail.wording import KINDS, OF_THE_OFFICE

__all__ = ["DataCopy", "Entry", "EntryQuerySet"]

if TYPE_CHECKING:
    from lms.users.models import User


class EntryQuerySet(AppendOnlyQuerySet["Entry"]):
    """Which entries whom concern."""

    def visible_to(self, user: "User | AnonymousUser", at: datetime) -> "EntryQuerySet":
        """Those of the centers that a person manages as a whole at `at`; for the network office
        roles, courses and certificates of all. Nobody else sees any."""
        if isinstance(user, AnonymousUser) or not user.is_current:
            return self.none()
        held = Delegation.objects.in_force(at=at).filter(person=user)
        managed = held.filter(permission=Delegation.Permission.MANAGER, unit=None)
        office = held.filter(permission=Delegation.Permission.OFFICE, center=None)
        networks = _named(OF_THE_OFFICE) & Q(Exists(office))
        return self._with_day().filter(networks | _concerning(managed.values("center"), at))

    def of_center(self, center: Center, at: datetime) -> "EntryQuerySet":
        """What is the center's business, and what its members of that day did and were given."""
        return self._with_day().filter(_concerning([center.pk], at))

    def of_kinds(self, kinds: Iterable[str]) -> "EntryQuerySet":
        """Those of some of `KINDS`."""
        return self.filter(_named(kinds))

    def about(self, person: int) -> "EntryQuerySet":
        """Those about a person, and those that they caused."""
        return self.filter(Q(person_id=person) | Q(actor_id=person))

    def _with_day(self) -> "EntryQuerySet":
        return self.of_kinds(KINDS).annotate(
            day=TruncDate("at", tzinfo=ZoneInfo(settings.TIME_ZONE))
        )


def _concerning(centers: Any, at: datetime) -> Q:
    # Days and not moments: a membership begins and ends with a day.
    then = (
        Membership.objects.known(at=at)
        .filter(center__in=centers, person=OuterRef("person_id"), started_on__lte=OuterRef("day"))
        .filter(Q(ended_on=None) | Q(ended_on__gte=OuterRef("day")))
    )
    # Whoever was never there is ruled out by an index, before days are compared.
    ever = Membership.objects.filter(center__in=centers).values("person")
    return Q(center_id__in=centers) | (Q(center_id=None, person_id__in=ever) & Q(Exists(then)))


def _named(kinds: Iterable[str]) -> Q:
    found = Q(pk__in=[])
    for kind in kinds:
        for name in KINDS[kind][1]:
            found |= Q(name__startswith=name) if name.endswith(".") else Q(name=name)
    return found


class Entry(Event):
    """A row of the trail, to be read."""

    objects: ClassVar[EntryQuerySet] = EntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        proxy = True
