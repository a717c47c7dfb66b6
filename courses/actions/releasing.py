"""Releasing: the drafts of a course become a version that never changes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from courses.drafts import releasing_now
from courses.freezing import Frozen, changes_structure, freeze, search_text
from courses.manuscript import Manuscript, read_manuscript
from courses.media import references
from courses.models import (
    Course,
    CoursePage,
    CourseVersion,
    Lesson,
    LessonText,
    MediaUse,
)
from courses.readiness import Problem, unfinished
from courses.stems import stems
from courses.streams import BODY
from lms.core import content, events
from lms.users.models import User

Number = tuple[int, int]


class CannotRelease(Exception):
    """The drafts stay drafts; the text says why."""


class NotReady(CannotRelease):
    """Something is left to complete; `problems` says what and where."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{problem.title}: {problem.text}" for problem in problems))
        self.problems = problems


class StructureChanged(CannotRelease):
    """More than wording changed, so the release cannot be called editorial."""


class BadNumber(CannotRelease):
    """A version's number only grows."""


@transaction.atomic
def release(
    *,
    page: CoursePage,
    by: User | None,
    at: datetime,
    impact: str,
    notes: Mapping[str, str],
    languages: Sequence[str] | None = None,
    number: Number | None = None,
) -> CourseVersion:
    """Publish the course pages of these languages and freeze all their texts as a version.

    `notes` says in each language what changed. Without `languages` all that the course has a page
    in. Without `number` the next by impact: 1.0 first, retraining raises the major, others the
    minor. When nothing changed the current version is returned and nothing is written.
    Raises NotReady, StructureChanged, BadNumber.
    """
    # Two releases at once must give one version, and the second must see the first.
    course = Course.objects.select_for_update().get(key=page.translation_key)
    manuscript = read_manuscript(course)
    frozen = freeze(manuscript, _ordered(manuscript, languages))
    last = course.current
    if last and last.content_hash == frozen.content_hash:
        return last
    _refuse_unfinished(manuscript, frozen, last)
    _refuse_false_editorial(frozen, last, impact)
    version = CourseVersion(
        course=course,
        impact=impact,
        texts=_texts(frozen, notes, _publish(manuscript, frozen, by)),
        released_by=by,
        released_at=at,
        recorded_at=at,
        **_content(frozen),
    )
    version.major, version.minor = _number(last, impact, number)
    version.save()
    _write_texts(version, frozen, _lesson_rows(course, frozen))
    _make_current(course, version)
    events.record(
        "course.released",
        subject=version,
        actor=by,
        at=at,
        data={"course": course.pk, "version": version.pk, "impact": impact},
    )
    return version


def _content(frozen: Frozen) -> dict[str, Any]:
    return {
        "languages": frozen.languages,
        "outline": frozen.outline,
        "facts": frozen.facts,
        "minutes": frozen.minutes,
        "hours": frozen.hours,
        "validity_months": frozen.validity_months,
        "reviewed_on": frozen.reviewed_on,
        "review_due": frozen.review_due,
        "content_hash": frozen.content_hash,
    }


def _ordered(manuscript: Manuscript, languages: Sequence[str] | None) -> list[str]:
    wanted = manuscript.pages if languages is None else languages
    return sorted(set(wanted), key=lambda code: (code != manuscript.course.source_language, code))


def _refuse_unfinished(manuscript: Manuscript, frozen: Frozen, last: CourseVersion | None) -> None:
    if manuscript.course.status == Course.Status.RETIRED:
        raise CannotRelease(_("The course is retired."))
    known = last.lesson_texts.values_list("sha256", flat=True) if last else ()
    problems = unfinished(manuscript, frozen, frozenset(known))
    if problems:
        raise NotReady(problems)


def _refuse_false_editorial(frozen: Frozen, last: CourseVersion | None, impact: str) -> None:
    if last and impact == CourseVersion.Impact.EDITORIAL and changes_structure(frozen, last):
        raise StructureChanged(
            _(
                "Lessons, questions, hours, validity or languages changed since version %(number)s."
                " That is more than wording: choose another kind of change."
            )
            % {"number": last.number}
        )


def _number(last: CourseVersion | None, impact: str, wanted: Number | None) -> Number:
    if last is None:
        return wanted or (1, 0)
    if wanted and wanted <= (last.major, last.minor):
        raise BadNumber(_("The number must be higher than %(number)s.") % {"number": last.number})
    if wanted:
        return wanted
    if impact == CourseVersion.Impact.RETRAINING:
        return last.major + 1, 0
    return last.major, last.minor + 1


def _publish(manuscript: Manuscript, frozen: Frozen, by: User | None) -> dict[str, str]:
    """Put the course pages live; the address of each in its language."""
    pages = {code: manuscript.pages[code].page for code in frozen.languages}
    with releasing_now():
        for code, page in pages.items():
            revision = page.latest_revision or page.save_revision(user=by)
            revision.content["search_stems"] = stems(search_text(frozen, code))
            revision.publish(user=by, skip_permission_checks=True)
    live = CoursePage.objects.filter(pk__in=[p.pk for p in pages.values()]).select_related("locale")
    return {page.locale.language_code: _address(page) for page in live}


def _address(page: CoursePage) -> str:
    parts = page.get_url_parts()
    return str(parts[2]) if parts else ""


def _texts(
    frozen: Frozen, notes: Mapping[str, str], addresses: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    return {
        code: {**texts, "change_note": notes.get(code, ""), "url": addresses.get(code, "")}
        for code, texts in frozen.texts.items()
    }


def _lesson_rows(course: Course, frozen: Frozen) -> dict[UUID, Lesson]:
    keys = [UUID(lesson["key"]) for lesson in frozen.lessons]
    found = {lesson.key: lesson for lesson in Lesson.objects.filter(key__in=keys)}
    new = [Lesson(key=key, course=course) for key in keys if key not in found]
    return found | {lesson.key: lesson for lesson in Lesson.objects.bulk_create(new)}


def _write_texts(version: CourseVersion, frozen: Frozen, lessons: Mapping[UUID, Lesson]) -> None:
    texts = LessonText.objects.bulk_create(
        LessonText(
            version=version,
            lesson=lessons[text.key],
            language=text.language,
            title=text.title,
            body=text.body,
            sha256=text.sha256,
        )
        for text in frozen.lesson_texts
    )
    MediaUse.objects.bulk_create(use for text in texts for use in _media(text))


def _media(text: LessonText) -> list[MediaUse]:
    found = references(BODY, text.body)
    images = [MediaUse(text=text, image_id=pk) for pk in sorted(found.images)]
    return images + [MediaUse(text=text, document_id=pk) for pk in sorted(found.documents)]


def _make_current(course: Course, version: CourseVersion) -> None:
    course.current = version
    if course.status == Course.Status.DRAFT:
        course.status = Course.Status.OPEN
    course.save(update_fields=["current", "status"])
    content.changed()
