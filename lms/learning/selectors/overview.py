"""My learning: where to go on, what is under way, what is done, and what might suit."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT, KeyTextTransform, KeyTransform
from django.urls import reverse
from django.utils.translation import gettext as _

from certificates.models import Certificate
from courses.models import Course, CoursePage, CourseVersion
from home.centers.models import Membership
from home.models import Interest
from lms.core import clock
from lms.core.bilingual import in_language
from lms.core.templatetags.ui import day, duration
from lms.learning import rules
from lms.learning.addresses import course_address
from lms.learning.models import Enrollment, Progress
from lms.learning.outline import Entry, Outline, entries
from lms.learning.selectors.standing import NOTHING_YET, Standing, Step
from lms.users.models import User

SUGGESTED = 4


@dataclass(frozen=True)
class Underway:
    """A course somebody takes now."""

    enrollment: Enrollment
    title: str
    cover: str
    outline: Outline
    standing: Standing

    @property
    def progress(self) -> rules.Progress:
        """Progress in the course."""
        return rules.progress(self.outline, self.standing.done)

    @property
    def minutes_left(self) -> int:
        """Minutes of what is not done."""
        return rules.minutes_left(self.outline, self.standing.done)

    @property
    def entry(self) -> Entry | None:
        """The lesson to go on in."""
        return rules.where_to_resume(self.outline, self.standing.done, last=self.standing.last)

    @property
    def number(self) -> int:
        """Which lesson that is, from 1."""
        return entries(self.outline).index(self.entry) + 1 if self.entry else 0

    @property
    def begun(self) -> bool:
        return bool(self.standing.steps)

    @property
    def url(self) -> str:
        return reverse("learning:resume", args=[self.enrollment.uid])

    @property
    def action(self) -> str:
        """What the button says."""
        return _("Continue") if self.begun else _("Begin")

    @property
    def hint(self) -> str:
        """How far it is, in words."""
        known = self.progress
        return _("%(done)d of %(total)d lessons done, %(length)s left") % {
            "done": known.done,
            "total": known.total,
            "length": duration(self.minutes_left),
        }

    @property
    def card(self) -> dict[str, Any]:
        """The values of the card that stands on top."""
        entry = self.entry
        length = duration(entry.minutes) if entry else ""
        return {
            "pattern": self.cover,
            "hint": _("%(course)s, lesson %(number)d of %(total)d")
            % {"course": self.title, "number": self.number, "total": self.progress.total},
            "title": entry.title if entry else self.title,
            "url": self.url,
            "action": f"{self.action}, {length}" if length else self.action,
            "value": self.progress.percent,
            "max": 100,
            "label": _("Progress in the course"),
            "place": self.hint,
        }

    @property
    def touched_at(self) -> datetime:
        """When anything in it was last saved."""
        return max(
            (step.touched_at for step in self.standing.steps.values()),
            default=self.enrollment.enrolled_at,
        )


@dataclass(frozen=True, slots=True)
class Ended:
    """A course somebody finished, asked for or left."""

    enrollment: Enrollment
    title: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate that stands; `valid_until` None: for ever."""

    pk: UUID
    title: str
    valid_until: date | None
    in_date: bool

    @property
    def hint(self) -> str:
        """How long it stands."""
        if self.valid_until is None:
            return _("Does not run out")
        sentence = _("Valid to %(day)s") if self.in_date else _("Ran out %(day)s")
        return sentence % {"day": day(self.valid_until)}


@dataclass(frozen=True)
class Overview:
    """All of my learning; `underway` begins with what was touched last."""

    greeting: str
    underway: list[Underway]
    waiting: list[Ended]
    done: list[Ended]
    papers: list[Paper]
    suggestions: list[dict[str, Any]] = field(default_factory=list)
    has_interests: bool = False

    @property
    def resume(self) -> Underway | None:
        """The one to go on with."""
        return next(iter(self.underway), None)

    @property
    def others(self) -> list[Underway]:
        return self.underway[1:]

    @property
    def is_empty(self) -> bool:
        """Nothing was ever begun."""
        return not (self.underway or self.waiting or self.done or self.papers)


def overview(*, learner: User, at: datetime) -> Overview:
    """The page of a learner at `at`. Six queries, for one enrollment or for hundreds."""
    rows = list(_enrollments(learner))
    by_status = defaultdict(list)
    for row in rows:
        by_status[row.status].append(row)
    statuses = Enrollment.Status
    asked = by_status[statuses.REQUESTED] + by_status[statuses.WAITLISTED]
    return Overview(
        greeting=greeting(learner, at),
        underway=_underway(learner, by_status[statuses.ACTIVE]),
        waiting=[Ended(row, _title(row)) for row in asked],
        done=[Ended(row, _title(row)) for row in by_status[statuses.COMPLETED]],
        papers=_papers(learner, clock.day(at)),
        suggestions=_suggestions(learner, at),
        has_interests=Interest.objects.filter(person=learner).exists(),
    )


def greeting(learner: User, at: datetime) -> str:
    """A word by the hour of day in the learner's time zone, and the first name."""
    hour = at.astimezone(ZoneInfo(learner.time_zone)).hour
    name = {"name": learner.get_short_name()}
    if 5 <= hour < 10:
        return _("Good morning, %(name)s") % name
    if hour < 5 or hour >= 18:
        return _("Good evening, %(name)s") % name
    return _("Hello, %(name)s") % name


def _enrollments(learner: User) -> QuerySet[Enrollment, Any]:
    """Without the versions' outlines and texts, which are long."""
    return Enrollment.objects.filter(learner=learner).annotate(
        title_sv=KeyTextTransform("title", KeyTransform("sv", "version__texts")),
        title_en=KeyTextTransform("title", KeyTransform("en", "version__texts")),
        cover=KeyTextTransform("cover", "version__facts"),
    )


def _title(row: Any) -> str:
    return str(in_language({"sv": row.title_sv, "en": row.title_en}))


def _underway(learner: User, rows: list[Any]) -> list[Underway]:
    if not rows:
        return []
    active = Enrollment.objects.active().filter(learner=learner)
    versions = CourseVersion.objects.filter(pk__in=active.values("version"))
    outlines = dict(versions.values_list("pk", "outline"))
    standings = _standings(active)
    found = [
        Underway(
            enrollment=row,
            title=_title(row),
            cover=row.cover or "",
            outline=outlines[row.version_id],
            standing=standings.get(row.pk, NOTHING_YET),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: one.touched_at, reverse=True)


def _standings(active: QuerySet[Enrollment, Any]) -> Mapping[int, Standing]:
    steps: dict[int, dict[str, Step]] = defaultdict(dict)
    rows = Progress.objects.filter(enrollment__in=active).values_list(
        "enrollment_id", "lesson__key", "touched_at", "position", "done_at"
    )
    for enrollment, key, touched_at, position, done_at in rows:
        steps[enrollment][str(key)] = Step(touched_at, position, bool(done_at))
    return {enrollment: Standing(found) for enrollment, found in steps.items()}


def _papers(learner: User, today: date) -> list[Paper]:
    rows = (
        Certificate.objects.filter(holder=learner)
        .standing()
        .annotate(title_sv=KT("statement__sv__title"), title_en=KT("statement__en__title"))
        .order_by("-issued_at")
        .values_list("pk", "title_sv", "title_en", "valid_until")
    )
    return [
        Paper(pk, in_language({"sv": sv, "en": en}), until, until is None or until >= today)
        for pk, sv, en, until in rows
    ]


def _suggestions(learner: User, at: datetime) -> list[dict[str, Any]]:
    """Courses for what somebody does or follows, newest first, without those begun before."""
    mine = Interest.objects.filter(person=learner)
    roles = Membership.objects.in_force(at=at).filter(person=learner).values("job_role")
    stated = mine.filter(job_role__isnull=False).values("job_role")
    topics = mine.filter(topic__isnull=False).values("topic")
    suits = (
        Q(job_roles__in=roles)
        | Q(job_roles__in=stated)
        | Q(topics__in=topics)
        | Q(topics__parent__in=topics)
    )
    keys = CoursePage.objects.live().filter(suits).values("translation_key")
    courses = (
        Course.objects.listed()
        .filter(key__in=keys)
        .exclude(enrollments__learner=learner)
        .select_related("current")
        .defer("current__outline")
        .order_by("-current__released_at", "code")
    )
    return [_card(course, course.current) for course in courses[:SUGGESTED] if course.current]


def _card(course: Course, version: CourseVersion) -> dict[str, Any]:
    return {
        "title": version.text("title"),
        "url": course_address(course),
        "pattern": version.facts.get("cover", ""),
        "minutes": version.minutes,
        "languages": version.languages,
    }
