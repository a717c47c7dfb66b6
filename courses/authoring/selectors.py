"""What the release page says: what changed, and what is left to complete."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from courses.checks.advice import advice, read_texts
from courses.freezing import Frozen, freeze
from courses.manuscript import Manuscript, read_manuscript
from courses.models import Course, CourseVersion
from courses.readiness import Problem, unfinished
from lms.core import clock
from lms.core.bilingual import in_language


@dataclass(frozen=True)
class ReleaseSheet:
    """All that somebody needs before they release."""

    languages: list[str]
    problems: list[Problem]
    advice: list[Problem]
    changes: list[str]
    changed: bool


def release_sheet(course: Course, *, at: datetime) -> ReleaseSheet:
    """The drafts in all languages, beside the version that learners read now."""
    manuscript = read_manuscript(course)
    languages = sorted(manuscript.pages, key=lambda code: (code != course.source_language, code))
    frozen = freeze(manuscript, languages)
    last = course.current
    texts = read_texts(manuscript, frozen)
    return ReleaseSheet(
        languages=languages,
        problems=unfinished(manuscript, frozen),
        advice=advice(manuscript, frozen, texts, last=last, today=clock.day(at)),
        changes=_changes(manuscript, frozen, last) if last else [],
        changed=last is None or last.content_hash != frozen.content_hash,
    )


def _changes(manuscript: Manuscript, frozen: Frozen, last: CourseVersion) -> list[str]:
    before = {
        (text.lesson.key, text.language): text.title + text.sha256
        for text in last.lesson_texts.select_related("lesson")
    }
    now = {(text.key, text.language): text.title + text.sha256 for text in frozen.lesson_texts}
    keys = dict.fromkeys(key for key, _code in now)
    old = {key for key, _code in before}
    found = _course_changes(frozen, last)
    found += [_sentence(manuscript, key, before, now) for key in keys if _differs(key, before, now)]
    gone = [lesson for lesson in _outline(last) if UUID(lesson["key"]) in old - keys.keys()]
    found += [_("Removed: %(title)s") % {"title": _title(lesson)} for lesson in gone]
    return found


def _course_changes(frozen: Frozen, last: CourseVersion) -> list[str]:
    apart = {"change_note", "url"}
    before = {
        code: {name: value for name, value in texts.items() if name not in apart}
        for code, texts in last.texts.items()
    }
    codes = sorted(code for code in frozen.texts if frozen.texts[code] != before.get(code))
    found = [_("Changed: the course page (%(languages)s)") % {"languages": ", ".join(codes)}]
    terms = (last.hours, last.validity_months, last.reviewed_on, last.review_due)
    facts = frozen.facts != last.facts or frozen.terms != terms
    return found[: len(codes)] + ([_("Changed: audience, review or validity")] if facts else [])


Hashes = dict[tuple[UUID, str], str]


def _differs(key: UUID, before: Hashes, now: Hashes) -> bool:
    return _of(key, before) != _of(key, now)


def _of(key: UUID, hashes: Hashes) -> Hashes:
    return {place: value for place, value in hashes.items() if place[0] == key}


def _sentence(manuscript: Manuscript, key: UUID, before: Hashes, now: Hashes) -> str:
    draft = manuscript.part(key, manuscript.course.source_language)
    title = draft.title if draft else ""
    if not _of(key, before):
        return _("New: %(title)s") % {"title": title}
    codes = sorted(code for k, code in now if k == key and now[k, code] != before.get((k, code)))
    values = {"title": title, "languages": ", ".join(codes)}
    return _("Changed: %(title)s (%(languages)s)") % values


def _outline(version: CourseVersion) -> list[dict[str, Any]]:
    return [lesson for module in version.outline for lesson in module["lessons"]]


def _title(lesson: dict[str, Any]) -> str:
    return str(in_language(lesson["titles"]))
