"""Where pages are: one map of every live page, read at once and kept until the content changes.

Rich text, menus, breadcrumbs and the page door itself ask here, so that none of them costs a
statement of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import Page, PageViewRestriction

from lms.core import content
from lms.core.bilingual import active_language

HOME = "home.homepage"
# Pages are kept as they are read; a network of a thousand courses need not be.
MOST_PAGES = 300
_Row = tuple[int, UUID, str, str, str, str, str, str | None, bool]


@dataclass(frozen=True, slots=True)
class Link:
    """A live page: `model` as in "courses.coursepage"; `key` is shared with its translations."""

    page_id: int
    key: UUID
    language: str
    model: str
    title: str
    url: str
    purpose: str = ""
    restricted: bool = False


@dataclass(frozen=True)
class LinkMap:
    """The live pages, to be found by id, by address, or by what they share with translations."""

    by_id: dict[int, Link] = field(default_factory=dict)
    by_url: dict[str, Link] = field(default_factory=dict)
    by_key: dict[UUID, dict[str, Link]] = field(default_factory=dict)
    singles: dict[tuple[str, str], Link] = field(default_factory=dict)


def content_version() -> int:
    """The number under which everything made from content is kept."""
    return content.version()


def page_url(page_id: int, language: str = "") -> str:
    """Address of the page in a language (the active one unless named).

    Its own address where it has no such translation; empty where it is not live.
    """
    link = link_map().by_id.get(page_id)
    return link_of(link.key, language).url if link else ""  # type: ignore[union-attr]


def link_of(key: UUID, language: str = "") -> Link | None:
    """The live page with this translation key, in the language if it exists there."""
    pages = link_map().by_key.get(key)
    if not pages:
        return None
    return pages.get(language or active_language()) or next(iter(pages.values()))


def single(name: str, language: str = "") -> Link | None:
    """The page there is one of in each language: a model, or the purpose of a standard page."""
    return link_map().singles.get((name, language or active_language()))


def translation(link: Link, language: str) -> Link | None:
    """The same page in exactly this language."""
    return link_map().by_key[link.key].get(language)


def page_of(link: Link) -> Page | None:
    """The page itself, as its own kind; one statement the first time. Read it, never change it."""
    pages = _pages()
    if link.page_id not in pages:
        if len(pages) >= MOST_PAGES:
            pages.clear()
        model: Any = apps.get_model(link.model)
        pages[link.page_id] = model.objects.filter(pk=link.page_id, live=True).first()
    return pages[link.page_id]


@content.kept_until_changed
def _pages() -> dict[int, Page | None]:
    return {}


def parents(url: str) -> list[Link]:
    """Live pages above an address, from the top; the start page is not among them."""
    known, above, parts = link_map().by_url, [], url.strip("/").split("/")
    for count in range(2, len(parts)):
        link = known.get("/" + "/".join(parts[:count]) + "/")
        if link:
            above.append(link)
    return above


@content.kept_until_changed
def link_map() -> LinkMap:
    """All live pages; one statement when the content has changed, none otherwise."""
    rows = list(_rows())
    homes = {row[2]: row[5] for row in rows if f"{row[3]}.{row[4]}" == HOME}
    found = LinkMap()
    for row in rows:
        if row[2] in homes and row[5].startswith(homes[row[2]]):
            _add(found, _link(row, homes[row[2]]))
    return found


def _rows() -> Iterable[_Row]:
    restrictions = PageViewRestriction.objects.annotate(
        below=ExpressionWrapper(OuterRef("path"), output_field=CharField())
    )
    rows: Iterable[_Row] = (
        Page.objects.live()
        .annotate(restricted=Exists(restrictions.filter(below__startswith=F("page__path"))))
        .order_by("path")
        .values_list(
            "pk",
            "translation_key",
            "locale__language_code",
            "content_type__app_label",
            "content_type__model",
            "url_path",
            "title",
            "standardpage__purpose",
            "restricted",
        )
    )
    return rows


def _link(row: _Row, home_path: str) -> Link:
    pk, key, language, app, model, url_path, title, purpose, restricted = row
    url = f"/{language}/{url_path.removeprefix(home_path)}"
    return Link(pk, key, language, f"{app}.{model}", title, url, purpose or "", restricted)


def _add(found: LinkMap, link: Link) -> None:
    found.by_id[link.page_id] = link
    found.by_url[link.url] = link
    found.by_key.setdefault(link.key, {})[link.language] = link
    found.singles.setdefault((link.model, link.language), link)
    if link.purpose:
        found.singles.setdefault((link.purpose, link.language), link)
