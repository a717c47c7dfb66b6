"""What the page of a course shows, from the released version alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import Count
from django.db.models.fields.json import KeyTextTransform
from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.assessments.models import QuizVersion
from courses.catalogue import Question
from courses.models import Course, CoursePage, CourseVersion
from courses.selectors.index import LANGUAGES
from home import links
from home.selectors import words
from lms.core.bilingual import in_language

ROLES = {
    "author": gettext_lazy("Author"),
    "clinical_review": gettext_lazy("Clinical review"),
    "pharmacy_review": gettext_lazy("Pharmacy review"),
    "patient_reader": gettext_lazy("Patient reader"),
}
_REVIEWS = {"clinical_review", "pharmacy_review"}


@dataclass(frozen=True)
class Quiz:
    """The graded questions of a course; `needed` is None where no mark is set."""

    questions: int
    needed: int | None
    attempts: int | None


@dataclass(frozen=True)
class Change:
    """One release and what it changed."""

    number: str
    released_at: datetime
    note: str


@dataclass(frozen=True)
class CourseView:
    """A course as its page shows it, in the active language."""

    course: Course
    version: CourseVersion
    texts: Mapping[str, Any]
    tags: list[str]
    modules: list[dict[str, Any]]
    lessons: int
    first_lesson: str
    quizzes: list[Quiz]
    people: list[list[str]]
    changes: list[Change]
    crumbs: list[dict[str, str]]
    center: Mapping[str, str]
    reviewed: str

    @property
    def certificate(self) -> bool:
        """Whether finishing gives a certificate."""
        return self.course.design_id is not None

    @property
    def closed(self) -> bool:
        """Whether nobody new can enroll."""
        return self.course.status != Course.Status.OPEN

    @property
    def replaced_by(self) -> str:
        """Address of the course that took the place of this one; empty where none did."""
        newer = self.course.replaced_by
        link = links.link_of(newer.key) if newer else None
        return link.url if link else ""

    @property
    def level(self) -> str:
        """The level in the active language."""
        known = dict(CoursePage.Level.choices)
        return str(known.get(self.version.facts.get("level", ""), ""))


def course_view(course: Course) -> CourseView:
    """Three statements whatever the number of lessons, once words and links are known."""
    # What is visible has been released.
    version = cast(CourseVersion, course.current)
    lessons = [lesson for module in version.outline for lesson in module["lessons"]]
    return CourseView(
        course=course,
        version=version,
        texts=in_language(version.texts),
        tags=_tags(version),
        modules=_modules(version),
        lessons=len(lessons),
        first_lesson=lessons[0]["key"] if lessons else "",
        quizzes=_quizzes(lesson["quiz_version"] for lesson in lessons if lesson["quiz_version"]),
        people=_people(version),
        changes=_changes(course),
        crumbs=_crumbs(version),
        center=_center(course),
        reviewed=_reviewed(version),
    )


def _tags(version: CourseVersion) -> list[str]:
    groups = words().groups
    chosen = version.facts.get("target_groups", ())
    return [groups[slug].name for slug in chosen if slug in groups]


def _modules(version: CourseVersion) -> list[dict[str, Any]]:
    return [
        {
            "title": in_language(module["titles"]),
            "minutes": sum(lesson["minutes"] for lesson in module["lessons"]),
            "open": position == 0,
            "lessons": [
                {**lesson, "title": in_language(lesson["titles"])} for lesson in module["lessons"]
            ],
        }
        for position, module in enumerate(version.outline)
    ]


def _quizzes(versions: Iterable[int]) -> list[Quiz]:
    pks = list(versions)
    found = QuizVersion.objects.filter(pk__in=pks).annotate(questions=Count("items")).in_bulk()
    return [_quiz(found[pk]) for pk in pks if pk in found]


def _quiz(version: Any) -> Quiz:
    mark, questions = version.pass_mark, version.questions
    # Rounded up: 80 percent of 7 questions is 6 of them.
    needed = None if mark is None else -(-mark * questions // 100)
    return Quiz(questions=questions, needed=needed, attempts=version.max_attempts)


def _people(version: CourseVersion) -> list[list[str]]:
    return [
        [str(ROLES.get(person["role"], person["role"])), person["name"], person.get("center", "")]
        for person in version.text("people") or []
    ]


def _reviewed(version: CourseVersion) -> str:
    if version.reviewed_on is None:
        return ""
    people = version.text("people") or []
    centers = [p["center"] for p in people if p["role"] in _REVIEWS and p.get("center")]
    day = dateformat.format(version.reviewed_on, "j F Y")
    if not centers:
        return _("Reviewed %(day)s") % {"day": day}
    return _("Reviewed %(day)s by %(centers)s") % {
        "day": day,
        "centers": _and(list(dict.fromkeys(centers))),
    }


def _and(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def _changes(course: Course) -> list[Change]:
    notes = {
        code: KeyTextTransform("change_note", KeyTextTransform(code, "texts")) for code in LANGUAGES
    }
    found = CourseVersion.objects.filter(course=course).order_by("-major", "-minor")
    return [
        Change(f"{major}.{minor}", at, str(in_language(dict(zip(notes, texts, strict=True)))))
        for major, minor, at, *texts in found.values_list(
            "major", "minor", "released_at", *notes.values()
        )
    ]


def _crumbs(version: CourseVersion) -> list[dict[str, str]]:
    catalogue = links.single("courses.courseindexpage")
    if catalogue is None:
        return []
    crumbs = [{"title": catalogue.title, "url": catalogue.url}]
    topics = words().topics
    chosen = [topics[slug] for slug in version.facts.get("topics", ()) if slug in topics]
    if chosen:
        topic = chosen[0].parent or chosen[0]
        address = Question(chosen={"topic": (topic.slug,)}).address(catalogue.url)
        crumbs.append({"title": topic.name, "url": address})
    return crumbs


def _center(course: Course) -> dict[str, str]:
    return {
        "name": course.owner_center.name,
        "url": center_url(course.owner_center.slug),
    }


def center_url(slug: str) -> str:
    """The address of a center's page in the active language; empty where it has none."""
    index = links.single("home.centerindexpage")
    link = links.link_map().by_url.get(f"{index.url}{slug}/") if index else None
    return link.url if link else ""
