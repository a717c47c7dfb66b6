"""What the pages about a review and a release say: where it stands, what changed, what is left."""

from dataclasses import dataclass
from datetime import datetime

from courses.authoring.changes import Changes, changes
from courses.checks.advice import advice, read_texts
from courses.freezing import Frozen, freeze
from courses.manuscript import Draft, Manuscript, read_manuscript
from courses.models import Course, Review
from courses.readiness import Problem, unfinished
from courses.reviewing import Standing, Step, languages_of, open_review, takers, why_not
from lms.core import clock
from lms.users.models import User


@dataclass(frozen=True)
class StepLine:
    """One step of a review: taken (by whom, when), waiting (for whom, since when), or to come."""

    name: str
    label: str
    by: User | None = None
    at: datetime | None = None
    note: str = ""
    waits: bool = False
    since: datetime | None = None
    days: int = 0
    people: tuple[User, ...] = ()


@dataclass(frozen=True)
class Part:
    """A page of the course in the language it is written in, and its sisters."""

    draft: Draft
    depth: int
    sisters: list[Draft]


@dataclass(frozen=True)
class ReleaseSheet:
    """Where the review stands, and what differs from the version that learners read."""

    languages: list[str]
    changes: list[Changes]
    changed: bool
    standing: Standing | None
    as_submitted: bool
    steps: list[StepLine]

    @property
    def can_be_released(self) -> bool:
        """Is every step taken, and are the drafts still those that were approved?"""
        finished = self.standing is not None and self.standing.step is None
        return finished and self.as_submitted and self.changed


@dataclass(frozen=True)
class ReviewSheet:
    """What authors and reviewers need besides."""

    release: ReleaseSheet
    problems: list[Problem]
    advice: list[Problem]
    parts: list[Part]
    why_not: str
    ended: Review | None


def release_sheet(course: Course, *, at: datetime) -> ReleaseSheet:
    """What was handed in, or all drafts, beside the version that learners read now."""
    return _read(course, at)[0]


def review_sheet(course: Course, *, person: User, at: datetime) -> ReviewSheet:
    """The same for whoever writes or reviews the course."""
    release, manuscript, frozen = _read(course, at)
    standing, texts = release.standing, read_texts(manuscript, frozen)
    return ReviewSheet(
        release=release,
        problems=[] if standing else unfinished(manuscript, frozen),
        advice=advice(manuscript, frozen, texts, last=course.current, today=clock.day(at)),
        parts=_parts(manuscript, frozen.languages),
        why_not=why_not(standing, person, at) if standing else "",
        ended=_ended(course),
    )


def _read(course: Course, at: datetime) -> tuple[ReleaseSheet, Manuscript, Frozen]:
    standing, last = open_review(course), course.current
    manuscript = read_manuscript(course)
    wanted = standing.review.languages if standing else None
    frozen = freeze(manuscript, languages_of(manuscript, wanted))
    sheet = ReleaseSheet(
        languages=frozen.languages,
        changes=changes(last, frozen) if last else [],
        changed=last is None or last.content_hash != frozen.content_hash,
        standing=standing,
        as_submitted=bool(standing and standing.review.sha256 == frozen.content_hash),
        steps=steps(standing, at) if standing else [],
    )
    return sheet, manuscript, frozen


def steps(standing: Standing, at: datetime) -> list[StepLine]:
    """All steps of a review in their order."""
    taken = {row.step: row for row in standing.approvals}
    found = []
    for step in Step:
        if row := taken.get(step):
            found.append(StepLine(step, str(step.label), row.by, row.at, row.note))
        elif step == standing.step:
            found.append(_waiting(standing, step, at))
        else:
            found.append(StepLine(step, str(step.label)))
    return found


def _waiting(standing: Standing, step: Step, at: datetime) -> StepLine:
    return StepLine(
        step,
        str(step.label),
        waits=True,
        since=standing.since,
        days=(clock.day(at) - clock.day(standing.since)).days,
        people=tuple(takers(standing, at)),
    )


def _ended(course: Course) -> Review | None:
    """The newest round, where it ended without a release."""
    rows = Review.objects.filter(course=course).select_related("ended_by")
    newest = rows.order_by("-submitted_at", "-pk").first()
    return newest if newest and newest.outcome == Review.Outcome.CHANGES else None


def _parts(manuscript: Manuscript, languages: list[str]) -> list[Part]:
    others = languages[1:]
    found = []
    if manuscript.source:
        sisters = [manuscript.pages[code] for code in others if code in manuscript.pages]
        found.append(Part(manuscript.source, 0, sisters))
    for module in manuscript.modules:
        for depth, draft in [(1, module.draft), *((2, lesson) for lesson in module.lessons)]:
            sisters = [one for code in others if (one := manuscript.part(draft.key, code))]
            found.append(Part(draft, depth, sisters))
    return found
