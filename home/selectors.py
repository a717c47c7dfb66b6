"""The network's words and centers, as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass

from home import links
from home.centers.models import Center, Expertise, Facility
from home.models import CenterPage, JobRole, TargetGroup, Topic
from lms.core import content
from lms.core.bilingual import active_language

CELLS = 7
# Shelves hold pages and show nothing.
_SHELF = "courses.shelfpage"


@dataclass(frozen=True)
class Words:
    """Rows by slug, each in its own order. They are shared: read them, never change them."""

    groups: Mapping[str, TargetGroup]
    roles: Mapping[str, JobRole]
    topics: Mapping[str, Topic]
    centers: Mapping[str, Center]

    def centers_by_id(self) -> dict[int, Center]:
        """The centers by their own id."""
        return {center.pk: center for center in self.centers.values()}


@content.kept_until_changed
def words() -> Words:
    """Target groups, the network's job roles, topics and centers: four statements, kept."""
    roles = JobRole.objects.filter(center=None).select_related("target_group")
    topics = Topic.objects.select_related("parent")
    return Words(
        groups={row.slug: row for row in TargetGroup.objects.all()},
        roles={row.slug: row for row in roles},
        topics={row.slug: row for row in topics},
        centers={row.slug: row for row in Center.objects.order_by("glyph_position", "pk")},
    )


@dataclass(frozen=True)
class CenterRow:
    """A center in the list, with the page that presents it."""

    center: Center
    url: str
    intro: str
    cells: list[bool]


@dataclass(frozen=True)
class CenterView:
    """What the page of a center shows besides its own text."""

    center: Center
    cells: list[bool]
    facilities: list[Facility]
    expertise: list[Expertise]
    crumbs: list[dict[str, str]]


def centers() -> list[CenterRow]:
    """The centers that have a page in the active language, in the order of the glyph."""
    pages = CenterPage.objects.live().filter(locale__language_code=active_language())
    rows = pages.select_related("center").order_by("center__glyph_position", "center__pk")
    return [
        CenterRow(row.center, links.page_url(row.pk), row.intro, cells(row.center)) for row in rows
    ]


def center_view(page: CenterPage) -> CenterView:
    """Facilities and expertise of the page's center: two statements once the words are known."""
    center = words().centers_by_id()[page.center_id]
    index = links.single("home.centerindexpage")
    return CenterView(
        center=center,
        cells=cells(center),
        facilities=list(center.facilities.order_by("position")),
        expertise=list(center.expertise.order_by("position")),
        crumbs=[{"title": index.title, "url": index.url}] if index else [],
    )


def cells(center: Center) -> list[bool]:
    """The glyph of seven with the center's own cell filled."""
    return [position == center.glyph_position for position in range(CELLS)]


def owner_of(path: str) -> Center | None:
    """The center that answers for a page, or for the page above it; None for the network's own."""
    here = links.link_map().by_url.get(path)
    above = links.parents(path)
    for link in [*([here] if here else []), *reversed(above)]:
        row = links.page_of(link)
        owner = getattr(row, "owner_center", None) or getattr(row, "center", None)
        if owner:
            found: Center = owner
            return found
    return None


def public_pages() -> list[list[links.Link]]:
    """The pages that anybody may read, those of one thing in all its languages together."""
    groups = (list(pages.values()) for pages in links.link_map().by_key.values())
    return [pages for pages in groups if pages[0].model != _SHELF and not pages[0].restricted]
