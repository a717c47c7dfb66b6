"""What the larger network stands on: the words, centers and shelves of the demo network."""

from collections.abc import Sequence
from dataclasses import dataclass

from wagtail.models import Locale

from certificates.models import Design
from courses.models import ShelfPage
from home.centers.models import Center
from home.models import JobRole, TargetGroup, Topic

LANGUAGES = ("sv", "en")


@dataclass(frozen=True)
class Network:
    """Rows of the demo network in a fixed order; `shelves` by center and language."""

    centers: Sequence[Center]
    groups: Sequence[TargetGroup]
    roles: Sequence[JobRole]
    topics: Sequence[Topic]
    locales: dict[str, Locale]
    shelves: dict[tuple[int, str], ShelfPage]
    design: Design


def read_network() -> Network:
    """The rows as they are; a plain error where the demo network has not been loaded."""
    roles = JobRole.objects.filter(center=None).select_related("target_group")
    shelves = ShelfPage.objects.select_related("locale")
    return Network(
        centers=list(Center.objects.order_by("pk")),
        groups=list(TargetGroup.objects.order_by("pk")),
        roles=list(roles.order_by("pk")),
        topics=list(Topic.objects.order_by("pk")),
        locales={locale.language_code: locale for locale in Locale.objects.all()},
        shelves={(page.center_id, page.locale.language_code): page for page in shelves},
        design=Design.objects.get(slug="network"),
    )
