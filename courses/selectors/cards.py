"""Courses as the rows and cards that lists show."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models.fields.json import KeyTextTransform
from django.utils import dateformat
from django.utils.translation import gettext as _

from courses.models import CourseVersion
from courses.selectors.index import LANGUAGES, Entry
from home import links
from home.selectors import words
from lms.core.bilingual import active_language, in_language


@dataclass(frozen=True)
class Card:
    """What components/course_card and course_row show of a course."""

    pk: int
    key: UUID
    title: str
    url: str
    pattern: str
    tags: list[str]
    minutes: int
    languages: list[str]
    certificate: bool
    validity_months: int | None
    reviewed: str
    lang: str = ""
    summary: str = ""
    state: dict[str, str] = field(default_factory=dict)


def cards(entries: Iterable[Entry]) -> list[Card]:
    """Cards in the given order; no statement once words and links are known."""
    return [_card(entry, "") for entry in entries]


def rows(entries: Iterable[Entry]) -> list[Card]:
    """Cards with the released summaries; one statement."""
    entries = list(entries)
    summaries = _summaries([entry.version for entry in entries])
    return [_card(entry, summaries.get(entry.version, "")) for entry in entries]


def _card(entry: Entry, summary: str) -> Card:
    groups = words().groups
    link = links.link_of(entry.key)
    return Card(
        pk=entry.pk,
        key=entry.key,
        title=entry.title,
        url=link.url if link else "",
        pattern=entry.cover,
        tags=[groups[slug].name for slug in entry.groups if slug in groups],
        minutes=entry.minutes,
        languages=list(entry.languages),
        certificate=entry.certificate,
        validity_months=entry.validity_months,
        reviewed=_reviewed(entry),
        lang="" if active_language() in entry.languages else next(iter(entry.languages), ""),
        summary=summary,
    )


def _reviewed(entry: Entry) -> str:
    center = words().centers[entry.owner].name
    if entry.sample:
        center = _("%(center)s (sample)") % {"center": center}
    if entry.reviewed_on is None:
        return center
    month = dateformat.format(entry.reviewed_on, "F Y")
    return _("Reviewed %(month)s, %(center)s") % {"month": month, "center": center}


def _summaries(versions: list[int]) -> dict[int, str]:
    texts = {
        code: KeyTextTransform("summary", KeyTextTransform(code, "texts")) for code in LANGUAGES
    }
    found = CourseVersion.objects.filter(pk__in=versions).values_list("pk", *texts.values())
    return {pk: str(in_language(dict(zip(texts, row, strict=True)))) for pk, *row in found}
