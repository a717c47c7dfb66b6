"""Translations that were left behind when their source changed."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from courses.freezing import Frozen
from courses.manuscript import Draft, Manuscript
from courses.models import CourseVersion

# What the release itself writes, and the address.
NOT_TRANSLATED = {"slug", "url", "change_note"}
Texts = dict[tuple[UUID, str], Any]


def left_behind(
    manuscript: Manuscript, frozen: Frozen, last: CourseVersion | None
) -> Iterator[tuple[Draft, str]]:
    """Drafts in another language, with that language, whose source was changed after them.

    A source that says what its released version says has not changed, whenever it was saved. One
    statement, and none before the first release.
    """
    source = manuscript.course.source_language
    key = manuscript.course.key
    before, now = _released(key, last) if last else {}, _written(key, frozen)
    for part, code, draft, original in _pairs(manuscript, frozen.languages):
        changed = last is None or now.get((part, source)) != before.get((part, source))
        if changed and _saved(original) > _saved(draft):
            yield draft, code


def _pairs(
    manuscript: Manuscript, languages: list[str]
) -> Iterator[tuple[UUID, str, Draft, Draft]]:
    source = manuscript.source
    if source is None:
        return
    parts = [part for module in manuscript.modules for part in (module.draft, *module.lessons)]
    for code in languages:
        if code == source.language:
            continue
        page = manuscript.pages.get(code)
        if page:
            yield source.key, code, page, source
        for part in parts:
            draft = manuscript.part(part.key, code)
            if draft:
                yield part.key, code, draft, part


def _saved(draft: Draft) -> float:
    revision = draft.page.latest_revision
    return revision.created_at.timestamp() if revision else 0.0


def _written(key: UUID, frozen: Frozen) -> Texts:
    lessons: Texts = {(t.key, t.language): [t.title, t.sha256] for t in frozen.lesson_texts}
    return lessons | _around(key, frozen.texts, frozen.outline)


def _released(key: UUID, last: CourseVersion) -> Texts:
    rows = last.lesson_texts.values_list("lesson__key", "language", "title", "sha256")
    lessons: Texts = {(k, code): [title, sha256] for k, code, title, sha256 in rows}
    return lessons | _around(key, last.texts, last.outline)


def _around(key: UUID, texts: Mapping[str, Any], outline: list[dict[str, Any]]) -> Texts:
    """What is not a lesson: the course page by the course's key, and each module's title."""
    found: Texts = {
        (key, code): {name: value for name, value in of.items() if name not in NOT_TRANSLATED}
        for code, of in texts.items()
    }
    for module in outline:
        found |= {(UUID(module["key"]), code): title for code, title in module["titles"].items()}
    return found
