"""All listed courses in memory: what the catalogue filters, sorts and counts.

One statement builds it from the released versions; it is kept until the content changes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models.fields.json import KeyTextTransform

from courses import catalogue, facets
from courses.models import Course, CoursePage
from home import links
from home.selectors import Words, words
from lms.core import content
from lms.core.bilingual import active_language, in_language

LEVELS = tuple(CoursePage.Level.values)
ACCESSES = (Course.Access.PUBLIC, Course.Access.OPEN, Course.Access.STAFF)
LANGUAGES = ("sv", "en")
_NEVER = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed course, with what its row or card shows."""

    pk: int
    key: UUID
    version: int
    owner: str
    access: str
    minutes: int
    validity_months: int | None
    certificate: bool
    sample: bool
    reviewed_on: date | None
    released_at: datetime
    languages: tuple[str, ...]
    titles: Mapping[str, str]
    level: str
    cover: str
    groups: tuple[str, ...]
    roles: tuple[str, ...]
    topics: tuple[str, ...]

    @property
    def title(self) -> str:
        """The released title in the active language, or in the one that exists."""
        return str(in_language(self.titles))


@dataclass(frozen=True)
class Index:
    """Entries by their number, the facets over those numbers, and the numbers in each order."""

    entries: tuple[Entry, ...]
    facets: facets.FacetIndex
    numbers: Mapping[UUID, int]
    orders: Mapping[tuple[str, str], tuple[int, ...]]

    def known(self) -> Mapping[str, Mapping[str, int]]:
        """Every value that can be asked for, facet by facet."""
        return self.facets.masks

    def order(self, sort: str) -> tuple[int, ...]:
        """Numbers of all entries in an order, as the active language sorts them."""
        return self.orders[sort, active_language()]


@content.kept_until_changed
def index() -> Index:
    """The listed courses that have a page; one statement besides the words and the links."""
    pages = links.link_map().by_key
    entries = tuple(_entry(row) for row in _rows() if row["key"] in pages)
    network = words()
    return Index(
        entries=entries,
        facets=facets.build(
            (_facets(entry, network) for entry in entries), _values(network), _parents(network)
        ),
        numbers={entry.key: number for number, entry in enumerate(entries)},
        orders={
            (name, language): _order(entries, key(language))
            for name, key in _ORDERS.items()
            for language in LANGUAGES
        },
    )


def _rows() -> Any:
    texts = {
        f"{name}_{code}": KeyTextTransform(name, KeyTextTransform(code, "current__texts"))
        for code in LANGUAGES
        for name in ("title", "notice")
    }
    return (
        Course.objects.listed()
        .annotate(**texts)
        .order_by("pk")
        .values(
            "pk", "key", "access", "design_id", "owner_center__slug", "current_id",
            "current__minutes", "current__validity_months", "current__reviewed_on",
            "current__released_at", "current__languages", "current__facts", *texts,
        )
    )  # fmt: skip


def _entry(row: dict[str, Any]) -> Entry:
    facts = row["current__facts"]
    titles = {code: row[f"title_{code}"] for code in LANGUAGES}
    return Entry(
        pk=row["pk"],
        key=row["key"],
        version=row["current_id"],
        owner=row["owner_center__slug"],
        access=row["access"],
        minutes=row["current__minutes"],
        validity_months=row["current__validity_months"],
        certificate=row["design_id"] is not None,
        sample=any(row[f"notice_{code}"] for code in LANGUAGES),
        reviewed_on=row["current__reviewed_on"],
        released_at=row["current__released_at"],
        languages=tuple(row["current__languages"]),
        titles={code: title for code, title in titles.items() if title},
        level=facts.get("level", ""),
        cover=facts.get("cover", ""),
        groups=tuple(facts.get("target_groups", ())),
        roles=tuple(facts.get("job_roles", ())),
        topics=tuple(facts.get("topics", ())),
    )


def role_value(group: str, role: str) -> str:
    """A job role as a value of the facet of its target group."""
    return f"{group}.{role}"


def _facets(entry: Entry, network: Words) -> facets.Chosen:
    roles = (network.roles[slug] for slug in entry.roles if slug in network.roles)
    return {
        "for": [*entry.groups, *(role_value(role.target_group.slug, role.slug) for role in roles)],
        "topic": entry.topics,
        "length": [catalogue.length(entry.minutes)],
        "level": [entry.level],
        "language": entry.languages,
        "center": [entry.owner],
        "access": [entry.access],
    }


def _values(network: Words) -> dict[str, list[str]]:
    roles = [role_value(role.target_group.slug, role.slug) for role in network.roles.values()]
    return {
        "for": [*network.groups, *roles],
        "topic": [*network.topics],
        "length": [*catalogue.LENGTH_NAMES],
        "level": [*LEVELS],
        "language": [*LANGUAGES],
        "center": [*network.centers],
        "access": [*ACCESSES],
    }


def _parents(network: Words) -> dict[str, dict[str, str]]:
    roles = network.roles.values()
    topics = network.topics.values()
    return {
        "for": {role_value(r.target_group.slug, r.slug): r.target_group.slug for r in roles},
        "topic": {topic.slug: topic.parent.slug for topic in topics if topic.parent},
    }


SortKey = Callable[[Entry], Any]


def _by_level(language: str) -> SortKey:
    ranks = {level: rank for rank, level in enumerate(LEVELS)}
    title = _by_title(language)
    return lambda entry: (ranks.get(entry.level, len(LEVELS)), title(entry))


def _by_title(language: str) -> SortKey:
    return lambda entry: _alphabetical(str(in_language(entry.titles, language)), language)


def _by_review(language: str) -> SortKey:
    return lambda entry: (
        -(entry.reviewed_on or _NEVER).toordinal(),
        -entry.released_at.timestamp(),
    )


def _by_release(language: str) -> SortKey:
    return lambda entry: -entry.released_at.timestamp()


def _by_minutes(language: str) -> SortKey:
    return lambda entry: (entry.minutes, entry.pk)


_ORDERS: Mapping[str, Callable[[str], SortKey]] = {
    "": _by_level,
    "reviewed": _by_review,
    "short": _by_minutes,
    "title": _by_title,
    "newest": _by_release,
}
# Å, Ä and Ö stand last in a Swedish list, whatever the database thinks.
_SWEDISH = str.maketrans({"å": "z1", "ä": "z2", "ö": "z3"})


def _alphabetical(title: str, language: str) -> str:
    folded = title.casefold()
    return folded.translate(_SWEDISH) if language == "sv" else folded


def _order(entries: tuple[Entry, ...], key: SortKey) -> tuple[int, ...]:
    return tuple(sorted(range(len(entries)), key=lambda number: key(entries[number])))
