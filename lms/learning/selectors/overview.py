"""My learning: where to go on, what is under way, what is done, and what might suit.

Lists show their newest rows; the rest comes when it is asked for.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.released import versions
from home.centers.selectors import memberships_of
from lms.core import clock
from lms.core.templatetags.ui import day, duration
from lms.learning import rules
from lms.learning.models import Enrollment
from lms.learning.outline import Entry, Outline, entries
from lms.learning.selectors import own
from lms.learning.selectors.standing import Standing
from lms.learning.selectors.suggestions import suggestions, wishes_of
from lms.users.models import User

Status = Enrollment.Status


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
    """All of my learning; `underway` begins with what was touched last.

    `begun` counts all that is under way, and `more` names the lists that go on.
    """

    greeting: str
    underway: list[Underway]
    waiting: list[Ended]
    done: list[Ended]
    papers: list[Paper]
    begun: int = 0
    more: frozenset[str] = frozenset()
    suggestions: list[SafeString] = field(default_factory=list)
    has_interests: bool = False
    belongs: bool = True

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


def overview(*, learner: User, at: datetime, everything: bool = False) -> Overview:
    """The page of a learner at `at`; eight queries at the most, whatever the number of enrollments.

    Lists hold `own.SHOWN` rows unless `everything` is asked for.
    """
    known = own.courses_and_statuses(learner)
    counts = Counter(status for _course, status in known)
    active = own.under_way(learner, everything=everything) if counts[Status.ACTIVE] else []
    done = own.finished(learner, everything=everything) if counts[Status.COMPLETED] else []
    asked = counts[Status.REQUESTED] or counts[Status.WAITLISTED]
    papers = own.papers(learner, everything=everything)
    shown = papers if everything else papers[: own.SHOWN]
    wishes, places = wishes_of(learner), memberships_of(person=learner, at=at)
    return Overview(
        greeting=greeting(learner, at),
        underway=_underway(active),
        waiting=_ended(own.asked_for(learner) if asked else []),
        done=_ended(done),
        papers=[_paper(row, clock.day(at)) for row in shown],
        begun=counts[Status.ACTIVE],
        more=frozenset(
            name
            for name, there, total in (
                ("underway", len(active), counts[Status.ACTIVE]),
                ("done", len(done), counts[Status.COMPLETED]),
                ("papers", len(shown), len(papers)),
            )
            if there < total
        ),
        suggestions=suggestions(places, wishes, begun={course for course, _ in known}),
        has_interests=bool(wishes),
        belongs=bool(places),
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


def _ended(rows: list[Enrollment]) -> list[Ended]:
    """With their titles. One query at the most."""
    known = versions.many(row.version_id for row in rows)
    return [Ended(row, str(known[row.version_id].text("title"))) for row in rows]


def _underway(rows: list[Enrollment]) -> list[Underway]:
    """Two queries at the most."""
    known = versions.many(row.version_id for row in rows)
    standings = own.standings(rows)
    return [
        Underway(
            enrollment=row,
            title=str(known[row.version_id].text("title")),
            cover=known[row.version_id].facts.get("cover") or "",
            outline=known[row.version_id].outline,
            standing=standings[row.pk],
        )
        for row in rows
    ]


def _paper(row: own.PaperRow, today: date) -> Paper:
    pk, title, until = row
    return Paper(pk, title, until, until is None or until >= today)
