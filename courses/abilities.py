"""What somebody may write and read in the editor, said to those who look after them."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from courses.models import ShelfPage
from courses.own import centers_written_for
from home.centers.abilities import ability
from home.centers.models import Center
from lms.users.models import User


@ability
def writes(person: User, at: datetime) -> Iterable[str]:
    """By the same question as the bank of questions; the shelves follow it."""
    centers = centers_written_for(person, at)
    yield from _of(centers, _("Writes courses and questions of %(center)s."))


@ability
def reads_drafts(person: User, at: datetime) -> Iterable[str]:
    """By the rights that the editor asks."""
    if not person.has_perm("wagtailadmin.access_admin"):
        return
    seen = policy_registry.get_by_type(Page).explorable_instances(person)
    shelves = ShelfPage.objects.filter(pk__in=seen.values("pk"))
    centers = Center.objects.filter(pk__in=shelves.values("center"))
    yield from _of(centers, _("Opens drafts of %(center)s in the editor."))


def _of(centers: Iterable[Center], sentence: str) -> Iterable[str]:
    return [sentence % {"center": center.name} for center in centers]
