"""Courses and leaflets on pages of lower rooms: their templates ask for them, their code cannot."""

from itertools import islice

from django import template
from django.utils.translation import ngettext

from courses.catalogue import Question
from courses.facets import members
from courses.selectors import cards, leaflets
from courses.selectors.cards import Card
from courses.selectors.index import Entry, index
from courses.selectors.leaflets import Leaflet
from home import links
from home.selectors import words

register = template.Library()


@register.simple_tag
def course_count() -> int:
    """How many courses the catalogue lists."""
    return len(index().entries)


@register.simple_tag
def newest_courses(count: int) -> list[Card]:
    """The courses released last; one of each drawing first, so that they look apart."""
    known = index()
    newest = [known.entries[n] for n in known.order("newest")[: 5 * count]]
    covers: dict[str, Entry] = {}
    for entry in newest:
        covers.setdefault(entry.cover, entry)
    chosen = [*covers.values(), *(e for e in newest if covers[e.cover] is not e)]
    return cards.cards(chosen[:count])


@register.simple_tag
def all_leaflets() -> list[Leaflet]:
    """The leaflets in the active language; one statement."""
    return leaflets.leaflets()


@register.simple_tag
def doors(guides: list[Leaflet]) -> list[dict[str, str]]:
    """The four ways in, with live counts; patients come to what needs no account."""
    catalogue = links.single("courses.courseindexpage")
    patients = links.single("courses.leafletindexpage")
    counts = index().facets.masks["for"]
    return [
        {
            "title": group.name,
            "url": _door(group.slug, catalogue, patients),
            "text": f"{group.help} {_many(group.slug, counts[group.slug].bit_count(), guides)}",
        }
        for group in words().groups.values()
    ]


def _door(slug: str, catalogue: links.Link | None, patients: links.Link | None) -> str:
    if slug == "patients" and patients:
        return patients.url
    return Question(chosen={"for": (slug,)}).address(catalogue.url) if catalogue else ""


def _many(slug: str, courses: int, guides: list[Leaflet]) -> str:
    text = ngettext("%(count)d course.", "%(count)d courses.", courses) % {"count": courses}
    if slug != "patients" or not guides:
        return text
    count = len(guides)
    also = ngettext("%(count)d leaflet,", "%(count)d leaflets,", count) % {"count": count}
    return f"{also} {text}"


@register.simple_tag
def courses_of(center: str, most: int) -> list[Card]:
    """The first listed courses that a center keeps, by title."""
    known = index()
    kept = members(known.facets.pick("center", [center]))
    numbers = (n for n in known.order("title") if n < len(kept) and kept[n] == "1")
    return cards.cards(known.entries[n] for n in islice(numbers, most))


@register.simple_tag
def course_count_of(center: str) -> int:
    """How many listed courses a center keeps."""
    return index().facets.masks["center"].get(center, 0).bit_count()


@register.simple_tag
def catalogue_of(center: str) -> str:
    """Where the catalogue shows the courses of a center."""
    catalogue = links.single("courses.courseindexpage")
    return Question(chosen={"center": (center,)}).address(catalogue.url) if catalogue else ""
