"""The player's page: a lesson's text, the outline beside it, and the ways on and back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from courses.models import Course, CourseVersion, LessonText
from courses.released import text_of
from courses.rendering import lesson_html
from lms.core.bilingual import active_language
from lms.learning import outline, rules
from lms.learning.access import Seat
from lms.learning.addresses import lesson_addresses, reading_addresses
from lms.learning.models import Enrollment
from lms.learning.outline import Entry
from lms.learning.selectors.standing import NOTHING_YET, Standing, standing

Address = Callable[[str], str]


@dataclass(frozen=True)
class Leaf:
    """A lesson as it is shown, with or without a learner."""

    course: Course
    version: CourseVersion
    entry: Entry
    text: LessonText | None
    number: int
    total: int
    outline: list[dict[str, Any]]
    previous: dict[str, Any] | None
    following: dict[str, Any] | None

    @property
    def title(self) -> str:
        """The lesson's title in the language of its text."""
        return self.text.title if self.text else self.entry.title

    @property
    def language(self) -> str:
        """The text's language where it is not the page's, else ""."""
        other = self.text.language if self.text else ""
        return "" if other == active_language() else other

    @property
    def body(self) -> str:
        """The text, ready to show."""
        return lesson_html(self.text) if self.text else ""

    @property
    def is_first(self) -> bool:
        """Before it stands who paid for the course."""
        return self.number == 1

    @property
    def course_title(self) -> str:
        return str(self.version.text("title"))

    @property
    def disclosure(self) -> str:
        """Who paid, and who has interests."""
        return str(self.version.text("disclosure"))

    @property
    def notice(self) -> str:
        """That this is sample content, where it is."""
        return str(self.version.text("notice"))


@dataclass(frozen=True)
class LearnerLeaf(Leaf):
    """A lesson of somebody's own: with states, progress and the place they were at."""

    enrollment: Enrollment
    standing: Standing = field(default=NOTHING_YET)
    onward: dict[str, Any] | None = None

    @property
    def progress(self) -> rules.Progress:
        """Progress in the course."""
        return rules.progress(self.version.outline, self.standing.done)

    @property
    def is_done(self) -> bool:
        return self.entry.key in self.standing.done

    @property
    def is_active(self) -> bool:
        """Whether anything is still recorded."""
        return self.enrollment.status == Enrollment.Status.ACTIVE

    @property
    def keeps_place(self) -> bool:
        """Whether how far somebody has read is remembered."""
        return self.is_active and not self.entry.is_quiz

    @property
    def position(self) -> int:
        """How far down the text they were, in thousandths."""
        step = self.standing.steps.get(self.entry.key)
        return step.position if step else 0

    @property
    def saved_at(self) -> datetime | None:
        """When this lesson was last saved."""
        step = self.standing.steps.get(self.entry.key)
        return step.touched_at if step else None

    @property
    def next_link(self) -> dict[str, Any] | None:
        """Where to go from a lesson that has nothing to mark."""
        return self.following or (self.onward if self.is_active else None)

    @property
    def finish(self) -> dict[str, Any]:
        """What the button says that finishes the course."""
        return {"title": _("finish the course")}

    @property
    def has_newer_version(self) -> bool:
        return self.is_active and self.course.current_id not in {None, self.version.pk}


def reading(*, course: Course, version: CourseVersion, entry: Entry) -> Leaf:
    """A lesson of a version, for people without an account."""
    address = reading_addresses(course.key)
    return Leaf(**_shared(course, version, entry, address, NOTHING_YET))


def learning(*, seat: Seat) -> LearnerLeaf:
    """A lesson of an enrollment's version, for its learner. One query."""
    enrollment, version = seat.enrollment, seat.enrollment.version
    known = standing(enrollment=enrollment)
    address = lesson_addresses(enrollment.uid)
    shared = _shared(enrollment.course, version, seat.entry, address, known)
    onward = rules.onward(version.outline, known.done, key=seat.entry.key)
    return LearnerLeaf(
        **shared, enrollment=enrollment, standing=known, onward=_link(onward, address)
    )


def _shared(
    course: Course, version: CourseVersion, entry: Entry, address: Address, known: Standing
) -> dict[str, Any]:
    row = outline.entries(version.outline)
    before, after = outline.beside(version.outline, entry.key)
    return {
        "course": course,
        "version": version,
        "entry": entry,
        "text": text_of(version.pk, entry.key, active_language()),
        "number": row.index(entry) + 1,
        "total": len(row),
        "outline": _outline(version, entry, address, known),
        "previous": _link(before, address),
        "following": _link(after, address),
    }


def _link(entry: Entry | None, address: Address) -> dict[str, Any] | None:
    if entry is None:
        return None
    return {"title": entry.title, "url": address(entry.key), "minutes": entry.minutes}


def _outline(
    version: CourseVersion, current: Entry, address: Address, known: Standing
) -> list[dict[str, Any]]:
    return [
        {
            "number": module.number,
            "title": module.title,
            "lessons": [
                {
                    "title": entry.title,
                    "url": address(entry.key),
                    "minutes": entry.minutes,
                    "state": known.state(entry.key),
                    "current": entry.key == current.key,
                }
                for entry in module.lessons
            ],
        }
        for module in outline.modules(version.outline)
    ]
