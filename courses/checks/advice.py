"""What an author should look at before a release, though it does not stand in the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.checks.levels import left_behind
from courses.checks.lix import PATIENTS, STAFF, Reading, reading
from courses.checks.prose import paragraphs
from courses.checks.questions import Asked, asked
from courses.freezing import Frozen, FrozenText
from courses.manuscript import Draft, Manuscript
from courses.media import references
from courses.models import CourseVersion
from courses.readiness import Problem
from courses.streams import BODY
from lms.core.templatetags.ui import language

# The target group by its slug, which never changes.
FOR_PATIENTS = "patients"
# Nobody reads a text for work faster than this; slower is normal.
FASTEST = 250  # words in a minute
# The hours on a certificate are rounded.
TOLERANCE = 15  # minutes


@dataclass(frozen=True, slots=True)
class ReadText:
    """A lesson in one language, and how hard it is to read."""

    page_id: int
    title: str
    language: str
    minutes: int
    reading: Reading
    limit: int

    @property
    def too_hard(self) -> bool:
        """Is it long enough to be judged, and over its limit?"""
        return self.reading.says_something and self.reading.lix > self.limit

    @property
    def too_long(self) -> bool:
        """Does it have more words than its minutes can hold?"""
        return self.reading.words > self.minutes * FASTEST


def read_texts(manuscript: Manuscript, frozen: Frozen) -> list[ReadText]:
    """Every text of the course in the order of its lessons; no statement."""
    limit = PATIENTS if FOR_PATIENTS in frozen.facts["target_groups"] else STAFF
    minutes = {lesson["key"]: lesson["minutes"] for lesson in frozen.lessons}
    found = []
    for text in frozen.lesson_texts:
        draft = manuscript.part(text.key, text.language)
        if draft:
            of = minutes.get(str(text.key), 0)
            found.append(_read(draft, text, of, limit))
    return found


def _read(draft: Draft, text: FrozenText, minutes: int, limit: int) -> ReadText:
    counted = reading(paragraphs(text.body))
    return ReadText(draft.page.pk, draft.title, text.language, minutes, counted, limit)


def advice(
    manuscript: Manuscript,
    frozen: Frozen,
    texts: list[ReadText],
    *,
    last: CourseVersion | None,
    today: date,
) -> list[Problem]:
    """Everything worth a look, in the order in which authors work; empty when nothing is."""
    source = manuscript.source
    if source is None:
        return []
    questions = asked(frozen)
    found = [
        *_review(source, frozen, today),
        *_minutes(source, frozen),
        *_outcomes(manuscript, source, questions),
        *_reasons(source, questions),
        *_translations(manuscript, frozen, last),
        *_reading(texts),
        *_links(manuscript, frozen),
    ]
    return [Problem(draft_id, title, text) for draft_id, title, text in found]


Said = tuple[int, str, str]


def _at(draft: Draft, text: str) -> Said:
    return draft.page.pk, draft.title, text


def _review(source: Draft, frozen: Frozen, today: date) -> Iterator[Said]:
    if frozen.review_due and frozen.review_due < today:
        day = date_format(frozen.review_due)
        yield _at(source, _("The review was due on %(day)s. Set a new day.") % {"day": day})


def _minutes(source: Draft, frozen: Frozen) -> Iterator[Said]:
    if frozen.hours is None:
        return
    stated = int(frozen.hours * 60)
    if abs(stated - frozen.minutes) > max(TOLERANCE, stated // 10):
        values = {"sum": frozen.minutes, "stated": stated}
        text = _("The lessons take %(sum)s minutes, the certificate says %(stated)s.")
        yield _at(source, text % values)


def _outcomes(manuscript: Manuscript, source: Draft, questions: list[Asked]) -> Iterator[Said]:
    own = {str(lesson.key) for lesson in manuscript.lessons}
    tested = {q.objective for q in questions if not q.lesson_key or q.lesson_key in own}
    outcomes: list[Any] = source.values("objectives")
    if outcomes and not tested & set(range(1, len(outcomes) + 1)):
        yield _at(source, _("No question is linked to any of the outcomes."))
        return
    for number, outcome in enumerate(outcomes, start=1):
        if number not in tested:
            values = {"number": number, "outcome": outcome}
            text = _("No question tests outcome %(number)s: “%(outcome)s”.")
            yield _at(source, text % values)


def _reasons(source: Draft, questions: list[Asked]) -> Iterator[Said]:
    for question in questions:
        for code in question.silent_in:
            values = {"question": question.text, "language": language(code)}
            text = _("The question “%(question)s” gives no reason in %(language)s.")
            yield _at(source, text % values)


def _translations(
    manuscript: Manuscript, frozen: Frozen, last: CourseVersion | None
) -> Iterator[Said]:
    for draft, code in left_behind(manuscript, frozen, last):
        values = {
            "translation": language(code),
            "source": language(manuscript.course.source_language),
        }
        text = _("The text in %(translation)s is older than the one in %(source)s.")
        yield _at(draft, text % values)


def _reading(texts: list[ReadText]) -> Iterator[Said]:
    for each in texts:
        if each.too_hard:
            values = {"lix": each.reading.lix, "limit": each.limit}
            text = _("LIX is %(lix)s, it should be at most %(limit)s. Shorten sentences and words.")
            yield each.page_id, each.title, text % values
        if each.too_long:
            values = {"words": each.reading.words, "minutes": each.minutes}
            text = _("%(words)s words cannot be read in %(minutes)s minutes.")
            yield each.page_id, each.title, text % values


def _links(manuscript: Manuscript, frozen: Frozen) -> Iterator[Said]:
    found = [(text, references(BODY, text.body).pages) for text in frozen.lesson_texts]
    # The course's own pages go live with this release.
    own = {draft.page.pk for draft in manuscript.pages.values()}
    wanted = {pk for _text, pages in found for pk in pages} - own
    closed = dict(Page.objects.filter(pk__in=wanted, live=False).values_list("pk", "title"))
    for text, pages in found:
        draft = manuscript.part(text.key, text.language)
        for pk in sorted(pages & closed.keys()):
            if draft:
                sentence = _("A link leads to “%(title)s”, which readers cannot open.")
                yield _at(draft, sentence % {"title": closed[pk]})
