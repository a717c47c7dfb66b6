"""The trail as lines for people: names are looked up when it is read, never kept in it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from certificates.models import Certificate
from courses.models import Course, CourseVersion
from home.centers.models import Center, Delegation, Membership
from lms.core.bilingual import in_language
from lms.learning.models import Attempt, Completion, Enrollment, Progress
from lms.reports.forms import begins
from lms.reports.models import Entry, EntryQuerySet
from lms.reports.trail import wording
from lms.users.models import User

LINES = 50  # a page
CHUNK = 500  # of an export

# From what an entry names to the course that it is about.
Rows = Callable[[], "QuerySet[Any]"]
COURSES: dict[str, tuple[Rows, str]] = {
    "learning.Enrollment": (Enrollment.objects.all, "course_id"),
    "learning.Attempt": (Attempt.objects.all, "enrollment__course_id"),
    "learning.Progress": (Progress.objects.all, "enrollment__course_id"),
    "learning.Completion": (Completion.objects.all, "course_id"),
    "courses.CourseVersion": (CourseVersion.objects.all, "course_id"),
    "courses.Course": (Course.objects.all, "pk"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in words."""

    entry: Entry
    what: str
    thing: str
    facts: list[str]
    actor: str
    person: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the trail."""

    lines: list[Line]
    number: int
    has_more: bool


def found(entries: EntryQuerySet, told: dict[str, Any]) -> EntryQuerySet:
    """The entries that a form asks for, newest first."""
    if person := told.get("person"):
        entries = entries.about(person)
    if kind := told.get("kind"):
        entries = entries.of_kinds([kind])
    if since := told.get("since"):
        entries = entries.filter(at__gte=begins(since))
    if until := told.get("until"):
        entries = entries.filter(at__lt=begins(until + timedelta(days=1)))
    return entries.order_by("-pk")


def sheet(entries: EntryQuerySet, *, number: int) -> Sheet:
    """One page; a fixed number of statements."""
    first = (number - 1) * LINES
    rows = list(entries[first : first + LINES + 1])
    return Sheet(lines=lines(rows[:LINES]), number=number, has_more=len(rows) > LINES)


def all_lines(entries: EntryQuerySet) -> Iterator[Line]:
    """Every line, some hundred at a time."""
    rows = list(entries[:CHUNK])
    while rows:
        yield from lines(rows)
        rows = list(entries.filter(pk__lt=rows[-1].pk)[:CHUNK])


def lines(entries: Sequence[Entry]) -> list[Line]:
    """Entries with the names of today."""
    people = _people(entries)
    things = _things(entries)
    return [
        Line(
            entry=entry,
            what=wording.event(entry.name),
            thing=things.get(entry.pk, ""),
            facts=wording.facts(entry.data),
            actor=people.get(entry.actor_id or 0, ""),
            person=people.get(entry.person_id or 0, ""),
        )
        for entry in entries
    ]


def trails_of(person: User, *, at: datetime) -> list[Center | None]:
    """The centers whose trail the person may read at `at`; None stands for the network's."""
    held = Delegation.objects.in_force(at=at).filter(person=person, unit=None)
    whole = Q(permission=Delegation.Permission.MANAGER, center__isnull=False)
    office = Q(permission=Delegation.Permission.OFFICE, center=None)
    rows = held.filter(whole | office).select_related("center").order_by("center__name_sv", "pk")
    return list(dict.fromkeys(row.center for row in rows))


def members(center: Center) -> list[tuple[int, str]]:
    """Whoever was ever known as a member of the center, by name."""
    return _named(Q(pk__in=Membership.objects.filter(center=center).values("person")))


def holders() -> list[tuple[int, str]]:
    """Whoever was ever given a role, by name."""
    return _named(Q(pk__in=Delegation.objects.values("person")))


def _named(condition: Q) -> list[tuple[int, str]]:
    rows = User.objects.filter(condition).order_by("display_name", "pk")
    return list(rows.values_list("pk", "display_name"))


def _people(entries: Iterable[Entry]) -> dict[int, str]:
    named = {pk for entry in entries for pk in (entry.actor_id, entry.person_id) if pk}
    return dict(User.objects.filter(pk__in=named).values_list("pk", "display_name"))


def _things(entries: Sequence[Entry]) -> dict[int, str]:
    """What each entry is about, by its id: a course, a certificate or a center."""
    about: dict[int, str] = {}
    told = {entry.pk: entry.data.get("course") for entry in entries}
    courses = {pk: course for pk, course in told.items() if isinstance(course, int)}
    for label, (all_of_it, path) in COURSES.items():
        for entry, course in _looked_up(entries, label, all_of_it, path):
            courses[entry.pk] = course
    titles = _titles(set(courses.values()))
    about.update({pk: titles.get(course, "") for pk, course in courses.items()})
    papers = Certificate.objects.all
    for entry, statement in _looked_up(entries, "certificates.Certificate", papers, "statement"):
        about[entry.pk] = in_language(statement)["title"]
    return {**_centers(entries), **about}


def _looked_up(
    entries: Iterable[Entry], label: str, all_of_it: Rows, path: str
) -> Iterator[tuple[Entry, Any]]:
    of_it = [entry for entry in entries if entry.subject_type == label]
    if of_it:
        named = {entry.subject_pk for entry in of_it}
        rows = all_of_it().filter(pk__in=named).values_list("pk", path)
        known = {str(pk): value for pk, value in rows}
        yield from (
            (entry, known[entry.subject_pk]) for entry in of_it if entry.subject_pk in known
        )


def _titles(courses: set[int]) -> dict[int, str]:
    rows = Course.objects.filter(pk__in=courses).values_list("pk", "code", "current__texts")
    return {pk: in_language(texts)["title"] if texts else code for pk, code, texts in rows}


def _centers(entries: Iterable[Entry]) -> dict[int, str]:
    of_them = [entry for entry in entries if entry.subject_type.startswith("centers.")]
    named = Center.objects.in_bulk([entry.center_id for entry in of_them if entry.center_id])
    return {
        entry.pk: named[entry.center_id].name if entry.center_id in named else _("The network")
        for entry in of_them
    }


def cells(line: Line, at: datetime) -> list[str]:
    """A line of the export; `at` is the entry's moment in the network's zone."""
    entry = line.entry
    return [
        at.isoformat(timespec="seconds"),
        entry.name,
        line.what,
        line.thing,
        "; ".join(line.facts),
        str(entry.actor_id or ""),
        line.actor,
        str(entry.person_id or ""),
        line.person,
        entry.reason,
        entry.subject_type,
        entry.subject_pk,
    ]
