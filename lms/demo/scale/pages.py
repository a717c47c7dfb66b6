"""The live pages of many courses at once: rows in the tree, tags, and search entries."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import F
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from courses.freezing import Frozen
from courses.models import CoursePage, ShelfPage
from home.centers.models import Center
from home.models import JobRole, TargetGroup, Topic
from lms.demo.scale.network import LANGUAGES, Network


@dataclass(frozen=True)
class Sheet:
    """What the pages of one course show, and by which words they are found."""

    key: UUID
    center: Center
    released_at: datetime
    frozen: Frozen
    stems: dict[str, str]
    group: TargetGroup
    role: JobRole
    topic: Topic


def write(network: Network, sheets: Sequence[Sheet]) -> list[dict[str, str]]:
    """Put a page in each language on the center's shelf; their addresses by language."""
    addresses: list[dict[str, str]] = [{} for _sheet in sheets]
    for code in LANGUAGES:
        places = {pk: _Places(network.shelves[pk, code]) for pk in _centers(sheets)}
        pages = [_page(sheet, code, places[sheet.center.pk]) for sheet in sheets]
        _insert(pages)
        for place in places.values():
            place.close()
        _tag(pages, sheets)
        get_search_backend().add_bulk(CoursePage, pages)
        for found, sheet in zip(addresses, sheets, strict=True):
            found[code] = places[sheet.center.pk].address + sheet.frozen.texts[code]["slug"] + "/"
    return addresses


def _centers(sheets: Sequence[Sheet]) -> set[int]:
    return {sheet.center.pk for sheet in sheets}


class _Places:
    """Hands out the places at the end of a shelf, as treebeard would one by one."""

    def __init__(self, shelf: ShelfPage) -> None:
        self.shelf = shelf
        self.address: str = shelf.get_url_parts()[2]
        last = Page.objects.filter(depth=shelf.depth + 1, path__startswith=shelf.path)
        path = last.order_by("-path").values_list("path", flat=True).first()
        taken = Page._str2int(path[-Page.steplen :]) if path else 0  # noqa: SLF001
        self._next = count(taken + 1)
        self._added = 0

    def next_path(self) -> str:
        self._added += 1
        path: str = Page._get_path(self.shelf.path, self.shelf.depth + 1, next(self._next))  # noqa: SLF001
        return path

    def close(self) -> None:
        """Tell the shelf how many there are more."""
        Page.objects.filter(pk=self.shelf.pk).update(numchild=F("numchild") + self._added)


def _page(sheet: Sheet, code: str, places: _Places) -> CoursePage:
    texts, facts = sheet.frozen.texts[code], sheet.frozen.facts
    shelf = places.shelf
    return CoursePage(
        path=places.next_path(),
        depth=shelf.depth + 1,
        title=texts["title"],
        draft_title=texts["title"],
        slug=texts["slug"],
        url_path=f"{shelf.url_path}{texts['slug']}/",
        live=True,
        locale=shelf.locale,
        translation_key=sheet.key,
        content_type=ContentType.objects.get_for_model(CoursePage),
        first_published_at=sheet.released_at,
        last_published_at=sheet.released_at,
        summary=texts["summary"],
        objectives=json.dumps(
            [{"type": "objective", "value": text} for text in texts["objectives"]]
        ),
        notice=texts["notice"],
        level=facts["level"],
        cover=facts["cover"],
        hours=sheet.frozen.hours,
        validity_months=sheet.frozen.validity_months,
        reviewed_on=sheet.frozen.reviewed_on,
        review_due=sheet.frozen.review_due,
        search_stems=sheet.stems[code],
    )


def _insert(pages: Sequence[CoursePage]) -> None:
    """Insert what stands in the two tables of a page; Django's bulk_create knows one only."""
    columns = Page._meta.concrete_fields
    bases = Page.objects.bulk_create(
        Page(**{column.attname: getattr(page, column.attname) for column in columns})
        for page in pages
    )
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.id = base.pk
    own = CoursePage._meta.local_concrete_fields
    for part in _batches(pages, connection.ops.bulk_batch_size(list(own), list(pages))):
        CoursePage._base_manager._insert(part, fields=own, using=DEFAULT_DB_ALIAS, raw=True)  # noqa: SLF001


def _batches(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for first in range(0, len(rows), size):
        yield rows[first : first + size]


def _tag(pages: Sequence[CoursePage], sheets: Sequence[Sheet]) -> None:
    both = list(zip(pages, sheets, strict=True))
    groups, roles = CoursePage.target_groups.through, CoursePage.job_roles.through
    topics = CoursePage.topics.through
    groups.objects.bulk_create(
        groups(coursepage_id=page.pk, targetgroup_id=sheet.group.pk) for page, sheet in both
    )
    roles.objects.bulk_create(
        roles(coursepage_id=page.pk, jobrole_id=sheet.role.pk) for page, sheet in both
    )
    topics.objects.bulk_create(
        topics(coursepage_id=page.pk, topic_id=sheet.topic.pk) for page, sheet in both
    )
