"""What is left to complete before drafts can be released, in sentences for their authors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from courses.assessments.models import Option, Question, QuestionVersion, QuizItem
from courses.assessments.selectors import is_uuid
from courses.checks.prose import heading_faults
from courses.freezing import Frozen
from courses.manuscript import Draft, Manuscript
from courses.media import references
from courses.models import Lesson, LessonPage
from courses.streams import BODY, COURSE_STREAMS
from lms.core.templatetags.ui import language


@dataclass(frozen=True)
class Problem:
    """One thing to complete; `page_id` is where (None: nowhere yet)."""

    page_id: int | None
    title: str
    text: str


def unfinished(
    manuscript: Manuscript, frozen: Frozen, known: frozenset[str] = frozenset()
) -> list[Problem]:
    """Everything to complete before these languages can be released; empty when all is ready.

    Texts whose hash is `known` were checked before and are not checked again.
    """
    source = manuscript.source
    if source is None or manuscript.course.source_language not in frozen.languages:
        return [_of_course(manuscript, _("The language that the course is written in is missing."))]
    found = [*_structure(manuscript), *_facts(source)]
    for code in frozen.languages:
        found += _course_page(manuscript, code)
        found += _parts(manuscript, code)
    found += _lessons(manuscript, frozen, known)
    found += _elsewhere(manuscript)
    return found


def _of_course(manuscript: Manuscript, text: str) -> Problem:
    draft = manuscript.source or next(iter(manuscript.pages.values()), None)
    return _at(draft, text) if draft else Problem(None, manuscript.course.code, text)


def _at(draft: Draft, text: str) -> Problem:
    return Problem(draft.page.pk, draft.title, text)


def _structure(manuscript: Manuscript) -> Iterator[Problem]:
    if not manuscript.modules:
        yield _of_course(manuscript, _("The course has no module."))
    for module in manuscript.modules:
        if not module.lessons:
            yield _at(module.draft, _("The module has no lesson."))


def _facts(source: Draft) -> Iterator[Problem]:
    if not source.content.get("target_groups"):
        yield _at(source, _("Say who the course is for."))
    if not source.content.get("review_due"):
        yield _at(source, _("Say by which day the course is to be reviewed again."))


def _course_page(manuscript: Manuscript, code: str) -> Iterator[Problem]:
    draft = manuscript.pages.get(code)
    if draft is None:
        yield _of_course(manuscript, _missing(code))
        return
    if not draft.content.get("summary"):
        yield _at(draft, _("The summary is missing."))
    objectives = len(draft.values("objectives"))
    if not objectives:
        yield _at(draft, _("Write what learners can do afterwards."))
    elif manuscript.source and objectives != len(manuscript.source.values("objectives")):
        yield _at(draft, _("The number of outcomes differs from the source language."))
    for name, block in COURSE_STREAMS.items():
        yield from _stream(draft, block, draft.stream(name))


def _missing(code: str) -> str:
    return _("The text in %(language)s is missing.") % {"language": language(code)}


def _parts(manuscript: Manuscript, code: str) -> Iterator[Problem]:
    for module in manuscript.modules:
        for draft in (module.draft, *module.lessons):
            if manuscript.part(draft.key, code) is None:
                yield _at(draft, _missing(code))


def _lessons(manuscript: Manuscript, frozen: Frozen, known: frozenset[str]) -> Iterator[Problem]:
    quizzes = {lesson["key"]: lesson["quiz_version"] for lesson in frozen.lessons}
    for lesson in manuscript.lessons:
        yield from _lesson_facts(lesson, quizzes[str(lesson.key)])
    for text in frozen.lesson_texts:
        draft = manuscript.part(text.key, text.language)
        source = manuscript.part(text.key, manuscript.course.source_language)
        if draft and source:
            yield from _lesson_text(draft, source, text.body, text.sha256 in known)
    yield from _links(manuscript, frozen)
    yield from _questions(manuscript, frozen, [pk for pk in quizzes.values() if pk])


def _lesson_facts(lesson: Draft, quiz_version: int | None) -> Iterator[Problem]:
    if not lesson.content.get("minutes"):
        yield _at(lesson, _("Say how many minutes the lesson takes."))
    if lesson.content["kind"] == LessonPage.Kind.QUIZ and not quiz_version:
        yield _at(lesson, _("Choose a quiz that has questions."))


def _lesson_text(
    draft: Draft, source: Draft, body: list[dict[str, Any]], known: bool
) -> Iterator[Problem]:
    if not body and source.content["kind"] != LessonPage.Kind.QUIZ:
        yield _at(draft, _("The lesson has no text."))
    elif not known:
        yield from _stream(draft, BODY, body)
        yield from _headings(draft, body)
    if any(block["type"] == "hint" for block in body):
        yield _at(draft, _("A hint to the author is left: write what it asks for and remove it."))
    safety = [b for b in body if b["type"] == "callout" and b["value"].get("kind") == "safety"]
    if len(safety) > 1:
        yield _at(draft, _("A lesson has at most one safety callout, so that it is seen."))


def _headings(draft: Draft, body: list[dict[str, Any]]) -> Iterator[Problem]:
    for fault in heading_faults(body):
        if fault.text:
            values = {"number": fault.place + 1, "heading": fault.text}
            sentence = _("Part %(number)s: the heading “%(heading)s” skips a level.")
        else:
            values = {"number": fault.place + 1}
            sentence = _("Part %(number)s: a heading is empty.")
        yield _at(draft, sentence % values)


def _stream(draft: Draft, block: Any, raw: list[dict[str, Any]]) -> Iterator[Problem]:
    try:
        block.clean(block.to_python(raw))
    except ValidationError as error:
        for place, sentence in sentences(error):
            yield _at(draft, _named(block, raw, place, sentence))


def _named(block: Any, raw: list[dict[str, Any]], place: int | None, sentence: str) -> str:
    if place is None or place >= len(raw):
        return sentence
    label = block.child_blocks[raw[place]["type"]].label
    values = {"number": place + 1, "kind": label, "text": sentence}
    return _("Part %(number)s (%(kind)s): %(text)s") % values


def sentences(error: ValidationError) -> list[tuple[int | None, str]]:
    """What a stream's validation says, each with the place of its block (from 0)."""
    found: list[tuple[int | None, str]] = []
    for place, inner in getattr(error, "block_errors", {}).items():
        found += [(place, text) for text in _messages(inner)]
    other = getattr(error, "non_block_errors", None) or []
    found += [(None, text) for each in other for text in _messages(each)]
    return found or [(None, text) for text in _messages(error)]


def _messages(error: Any) -> list[str]:
    below = getattr(error, "block_errors", None)
    if isinstance(below, dict):
        own = getattr(error, "non_block_errors", None) or []
        return [text for inner in (*below.values(), *own) for text in _messages(inner)]
    if isinstance(below, list | tuple):
        return [text for inner in below if inner for text in _messages(inner)]
    if isinstance(error, Sequence) and not isinstance(error, str):
        return [text for inner in error for text in _messages(inner)]
    return [str(text) for text in getattr(error, "messages", [error])]


def _links(manuscript: Manuscript, frozen: Frozen) -> Iterator[Problem]:
    found = [(text, references(BODY, text.body)) for text in frozen.lesson_texts]
    pages = _gone(Page, {pk for _text, refs in found for pk in refs.pages})
    documents = _gone(get_document_model(), {pk for _text, refs in found for pk in refs.documents})
    for text, refs in found:
        draft = manuscript.part(text.key, text.language)
        if draft and refs.pages & pages:
            yield _at(draft, _("A link leads to a page that does not exist."))
        if draft and refs.documents & documents:
            yield _at(draft, _("A link leads to a file that does not exist."))


def _gone(model: Any, ids: set[int]) -> set[int]:
    if not ids:
        return set()
    return ids - set(model.objects.filter(pk__in=ids).values_list("pk", flat=True))


def _questions(
    manuscript: Manuscript, frozen: Frozen, quiz_versions: list[int]
) -> Iterator[Problem]:
    graded = QuizItem.objects.filter(quiz_version__in=quiz_versions).values("question_version")
    practised: set[str] = set()
    for text in frozen.lesson_texts:
        practised |= references(BODY, text.body).questions
    versions = [
        *QuestionVersion.objects.filter(pk__in=graded).prefetch_related("options"),
        *newest_versions(practised),
    ]
    for version in versions:
        for code in frozen.languages:
            if not _speaks(version, code):
                values = {"question": str(version), "language": language(code)}
                sentence = _("The question “%(question)s” is not complete in %(language)s.")
                yield _of_course(manuscript, sentence % values)


def newest_versions(keys: set[str]) -> list[QuestionVersion]:
    """The newest wording of each practice question."""
    known = [key for key in keys if is_uuid(key)]
    if not known:
        return []
    questions = Question.objects.filter(key__in=known, use=Question.Use.PRACTICE)
    versions = QuestionVersion.objects.filter(question__in=questions).select_related("question")
    newest = {v.question_id: v for v in versions.order_by("number").prefetch_related("options")}
    return list(newest.values())


def _speaks(version: QuestionVersion, code: str) -> bool:
    options: list[Option] = list(version.options.all())
    return bool(version.stem.get(code)) and all(option.text.get(code) for option in options)


def _elsewhere(manuscript: Manuscript) -> Iterator[Problem]:
    keys: list[UUID] = [lesson.key for lesson in manuscript.lessons]
    taken = Lesson.objects.filter(key__in=keys).exclude(course=manuscript.course)
    foreign = set(taken.values_list("key", flat=True))
    for lesson in manuscript.lessons:
        if lesson.key in foreign:
            yield _at(lesson, _("This lesson belongs to another course. Copy it instead."))
