"""Releasing: the drafts of a course become a version that never changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from courses.actions.reviewing import NotReady
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
    Review,
)
from courses.readiness import unfinished
from courses.reviewing import open_review
from courses.stems import stems
from courses.streams import BODY
from lms.core import content, events
from lms.signatures.access import Method
from lms.signatures.actions import sign
from lms.users.models import User

Number = tuple[int, int]


class CannotRelease(Exception):
    """The drafts stay drafts; the text says why."""


class NotReviewed(CannotRelease):
    """Not every step of a review is taken, or there is none."""


class ChangedSinceReview(CannotRelease):
    """The drafts are not those that were approved."""


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
    method: Method | None = None,
    number: Number | None = None,
) -> CourseVersion:
    """Publish what the review approved: its languages' course pages, all their texts frozen.

    `notes` says in each language what changed. With `method`, by which the person has just proven
    who they are, the release is signed. Without `number` the next by impact: 1.0 first, retraining
    raises the major, others the minor. When nothing changed since the last version that one is
    returned and nothing is written.
    Raises NotReviewed, ChangedSinceReview, NotReady, StructureChanged, BadNumber.
    """
    # Two releases at once must give one version, and the second must see the first.
    course = Course.objects.select_for_update().get(key=page.translation_key)
    manuscript = read_manuscript(course)
    last = course.current
    review = _approved(course)
    frozen = freeze(manuscript, review.languages if review else last.languages if last else [])
    if last and last.content_hash == frozen.content_hash:
        return last
    _refuse_other_than_approved(review, frozen)
    _refuse_unfinished(manuscript, frozen)
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
    _keep(version, frozen)
    _close(review, version)
    _announce(version)
    _sign(version, method)
    return version


def _announce(version: CourseVersion) -> None:
    events.record(
        "course.released",
        subject=version,
        actor=version.released_by,
        at=version.released_at,
        data={"course": version.course_id, "version": version.pk, "impact": version.impact},
    )


def _approved(course: Course) -> Review | None:
    """The review whose every step is taken; raises NotReviewed while one is not."""
    now = open_review(course)
    if now and now.step:
        raise NotReviewed(
            _("The review is not finished: it waits for %(step)s.") % {"step": now.step.label}
        )
    return now.review if now else None


def _refuse_other_than_approved(review: Review | None, frozen: Frozen) -> None:
    if review is None:
        raise NotReviewed(_("A release needs a review of these drafts first."))
    if review.sha256 != frozen.content_hash:
        raise ChangedSinceReview(
            _("The drafts or their quizzes changed after they were approved. Review them again.")
        )


def _close(review: Review | None, version: CourseVersion) -> None:
    if review:
        review.outcome, review.version = Review.Outcome.RELEASED, version
        review.ended_by, review.ended_at = version.released_by, version.released_at
        review.save(update_fields=["outcome", "version", "ended_by", "ended_at"])


def _sign(version: CourseVersion, method: Method | None) -> None:
    if method and version.released_by:
        sign(
            signer=version.released_by,
            meaning="course.released",
            digest=version.content_hash,
            subject=version,
            method=method,
            at=version.released_at,
        )


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


def _refuse_unfinished(manuscript: Manuscript, frozen: Frozen) -> None:
    """The texts were checked when they were handed in; what they lead to may have gone since."""
    if manuscript.course.status == Course.Status.RETIRED:
        raise CannotRelease(_("The course is retired."))
    problems = unfinished(manuscript, frozen, frozenset(t.sha256 for t in frozen.lesson_texts))
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


def _keep(version: CourseVersion, frozen: Frozen) -> None:
    version.save()
    _write_texts(version, frozen, _lesson_rows(version.course, frozen))
    _make_current(version.course, version)


def _make_current(course: Course, version: CourseVersion) -> None:
    course.current = version
    if course.status == Course.Status.DRAFT:
        course.status = Course.Status.OPEN
    course.save(update_fields=["current", "status"])
    content.changed()
