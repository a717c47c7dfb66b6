"""The difference between the last version and the drafts, in sentences for people."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.assessments.models import QuizItem, QuizVersion
from courses.freezing import Frozen
from courses.models import CoursePage, CourseVersion, LessonPage
from lms.core.bilingual import in_language
from lms.core.templatetags.ui import language

Outline = list[dict[str, Any]]
TEXTS = {
    "summary": gettext_lazy("Summary changed"),
    "people": gettext_lazy("Authors and reviewers changed"),
    "references": gettext_lazy("References changed"),
    "disclosure": gettext_lazy("Funding and interests changed"),
    "notice": gettext_lazy("Notice on the pages of the course changed"),
    "slug": gettext_lazy("Address of the course page changed"),
}
FACTS = {
    "target_groups": gettext_lazy("Who it is for changed"),
    "job_roles": gettext_lazy("Job roles changed"),
    "topics": gettext_lazy("Topics changed"),
    "cover": gettext_lazy("Cover pattern changed"),
}


@dataclass(frozen=True)
class Changes:
    """Sentences under a heading: what holds in all languages, then each language."""

    heading: str
    sentences: list[str]


def changes(last: CourseVersion, frozen: Frozen) -> list[Changes]:
    """Only headings that have something below them. Four statements at most."""
    before = {
        (str(text.lesson.key), text.language): (text.title, text.sha256)
        for text in last.lesson_texts.select_related("lesson").only(
            "version", "title", "sha256", "language", "lesson__key"
        )
    }
    found = [Changes(_("In all languages"), list(_neutral(last, frozen)))]
    for code in frozen.languages:
        if code in last.languages:
            sentences = list(_in_language(last, frozen, before, code))
            found.append(Changes(capfirst(language(code)), sentences))
    return [group for group in found if group.sentences]


def _neutral(last: CourseVersion, frozen: Frozen) -> Iterator[str]:
    yield from _languages(last, frozen)
    yield from _modules(last.outline, frozen.outline)
    yield from _lessons(_by_key(last.outline), _by_key(frozen.outline))
    yield from _questions(_by_key(last.outline), _by_key(frozen.outline))
    yield from _terms(last, frozen)
    yield from (str(text) for name, text in FACTS.items() if _differs(last, frozen, name))
    yield from _level(last, frozen)


def _differs(last: CourseVersion, frozen: Frozen, name: str) -> bool:
    return bool(last.facts.get(name) != frozen.facts.get(name))


def _languages(last: CourseVersion, frozen: Frozen) -> Iterator[str]:
    for code in frozen.languages:
        if code not in last.languages:
            yield _("New language: %(language)s") % {"language": language(code)}
    for code in last.languages:
        if code not in frozen.languages:
            yield _("No longer in %(language)s") % {"language": language(code)}


def _modules(before: Outline, now: Outline) -> Iterator[str]:
    old, new = ({row["key"]: row for row in rows} for rows in (before, now))
    yield from _came_and_went(old, new, _("New module: %(title)s"), _("Removed module: %(title)s"))
    if _another_order(list(old), list(new)):
        yield _("The modules are in another order")


def _came_and_went(old: dict[str, Any], new: dict[str, Any], came: str, went: str) -> Iterator[str]:
    yield from (came % {"title": _title(row)} for key, row in new.items() if key not in old)
    yield from (went % {"title": _title(row)} for key, row in old.items() if key not in new)


def _another_order(old: list[str], new: list[str]) -> bool:
    return [key for key in old if key in new] != [key for key in new if key in old]


def _by_key(outline: Outline) -> dict[str, Any]:
    return {
        lesson["key"]: {**lesson, "module": module["key"], "in": _title(module)}
        for module in outline
        for lesson in module["lessons"]
    }


def _title(row: dict[str, Any]) -> str:
    return str(in_language(row["titles"]))


def _lessons(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    yield from _came_and_went(old, new, _("New lesson: %(title)s"), _("Removed lesson: %(title)s"))
    for key, row in new.items():
        if key in old:
            yield from _lesson(old[key], row)
    if _another_order(list(old), list(new)):
        yield _("The lessons are in another order")


def _lesson(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    title = _title(new)
    if old["module"] != new["module"]:
        yield _("%(title)s moved to the module %(module)s") % {"title": title, "module": new["in"]}
    if old["minutes"] != new["minutes"]:
        values = {"title": title, "new": new["minutes"], "old": old["minutes"]}
        yield _("%(title)s: %(new)s minutes, was %(old)s") % values
    if old["kind"] != new["kind"]:
        kinds = {name: LessonPage.Kind(row["kind"]).label for name, row in _pair(old, new)}
        yield _("%(title)s: %(new)s, was %(old)s") % {"title": title, **kinds}


def _pair(old: Any, new: Any) -> tuple[tuple[str, Any], tuple[str, Any]]:
    return ("old", old), ("new", new)


def _terms(last: CourseVersion, frozen: Frozen) -> Iterator[str]:
    terms: list[tuple[str, Any, Any, Callable[[Any], str]]] = [
        (_("Study time in minutes: %(new)s, was %(old)s"), last.minutes, frozen.minutes, str),
        (_("Hours on the certificate: %(new)s, was %(old)s"), last.hours, frozen.hours, _or_none),
        (
            _("Certificate valid for months: %(new)s, was %(old)s"),
            last.validity_months,
            frozen.validity_months,
            _or_none,
        ),
        (_("Reviewed on %(new)s, was %(old)s"), last.reviewed_on, frozen.reviewed_on, _or_none),
        (_("Review due %(new)s, was %(old)s"), last.review_due, frozen.review_due, _or_none),
    ]
    for text, old, new, say in terms:
        if old != new:
            yield text % {"old": say(old), "new": say(new)}


def _or_none(value: Any) -> str:
    return _("none") if value is None else str(value)


def _level(last: CourseVersion, frozen: Frozen) -> Iterator[str]:
    if _differs(last, frozen, "level"):
        levels = {
            name: CoursePage.Level(side.facts["level"]).label if side.facts.get("level") else "–"
            for name, side in _pair(last, frozen)
        }
        yield _("Level: %(new)s, was %(old)s") % levels


def _questions(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    changed = {
        key: (old[key]["quiz_version"], row["quiz_version"])
        for key, row in new.items()
        if key in old and row["quiz_version"] and row["quiz_version"] != old[key]["quiz_version"]
    }
    if not changed:
        return
    ids = {pk for pair in changed.values() for pk in pair if pk}
    versions = QuizVersion.objects.in_bulk(ids)
    items = _items(ids)
    for key, (was, is_now) in changed.items():
        yield from _quiz(_title(new[key]), items.get(was, {}), items.get(is_now, {}))
        yield from _rules(_title(new[key]), versions.get(was), versions[is_now])


def _items(ids: set[int]) -> dict[int, dict[int, int]]:
    """For each quiz version: question to its version."""
    found: dict[int, dict[int, int]] = {}
    rows = QuizItem.objects.filter(quiz_version__in=ids)
    for quiz, question, version in rows.values_list(
        "quiz_version", "question_version__question", "question_version"
    ):
        found.setdefault(quiz, {})[question] = version
    return found


def _quiz(title: str, old: dict[int, int], new: dict[int, int]) -> Iterator[str]:
    counts = (
        (len(new.keys() - old.keys()), _("%(title)s: new questions: %(count)s")),
        (len(old.keys() - new.keys()), _("%(title)s: removed questions: %(count)s")),
        (
            sum(new[question] != old[question] for question in new.keys() & old.keys()),
            _("%(title)s: changed questions: %(count)s"),
        ),
    )
    for count, text in counts:
        if count:
            yield text % {"title": title, "count": count}


def _rules(title: str, old: QuizVersion | None, new: QuizVersion) -> Iterator[str]:
    if old and old.pass_mark != new.pass_mark:
        values = {"title": title, "new": _or_none(new.pass_mark), "old": _or_none(old.pass_mark)}
        yield _("%(title)s: pass mark %(new)s, was %(old)s") % values
    if old and old.max_attempts != new.max_attempts:
        sides = {"new": _or_none(new.max_attempts), "old": _or_none(old.max_attempts)}
        yield _("%(title)s: attempts %(new)s, was %(old)s") % {"title": title, **sides}


Texts = dict[tuple[str, str], tuple[str, str]]


def _in_language(last: CourseVersion, frozen: Frozen, before: Texts, code: str) -> Iterator[str]:
    old, new = last.texts[code], frozen.texts[code]
    if old.get("title") != new.get("title"):
        yield _renamed(old.get("title"), new.get("title"))
    yield from (str(text) for name, text in TEXTS.items() if old.get(name) != new.get(name))
    yield from _outcomes(old.get("objectives") or [], new.get("objectives") or [])
    yield from _module_titles(last.outline, frozen.outline, code)
    for text in frozen.lesson_texts:
        known = before.get((str(text.key), code))
        if text.language == code and known:
            yield from _lesson_text(known, (text.title, text.sha256))


def _renamed(old: Any, new: Any) -> str:
    return _("Renamed: “%(new)s”, was “%(old)s”") % {"old": old, "new": new}


def _outcomes(old: list[str], new: list[str]) -> Iterator[str]:
    yield from (_("New outcome: %(text)s") % {"text": text} for text in new if text not in old)
    yield from (_("Removed outcome: %(text)s") % {"text": text} for text in old if text not in new)
    if set(old) == set(new) and old != new:
        yield _("The outcomes are in another order")


def _module_titles(before: Outline, now: Outline, code: str) -> Iterator[str]:
    old = {row["key"]: row["titles"].get(code) for row in before}
    for row in now:
        title = row["titles"].get(code)
        if row["key"] in old and old[row["key"]] != title:
            yield _renamed(old[row["key"]], title)


def _lesson_text(old: tuple[str, str], new: tuple[str, str]) -> Iterator[str]:
    if old[0] != new[0]:
        yield _renamed(old[0], new[0])
    if old[1] != new[1]:
        yield _("Changed text: %(title)s") % {"title": new[0]}
