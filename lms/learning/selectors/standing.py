"""How far somebody is in a course."""

from dataclasses import dataclass
from datetime import datetime

from lms.core.prepared import Prepared, slot
from lms.learning import rules
from lms.learning.models import Enrollment, Progress
from lms.learning.outline import Entry


@dataclass(frozen=True, slots=True)
class Step:
    """What is recorded about one lesson; `position` is in thousandths of the text."""

    touched_at: datetime
    position: int
    done: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What is recorded about the lessons of an enrollment, by lesson key."""

    steps: dict[str, Step]

    @property
    def done(self) -> set[str]:
        return {key for key, step in self.steps.items() if step.done}

    @property
    def last(self) -> str | None:
        """The lesson touched last, where any was."""
        return max(self.steps, key=lambda key: self.steps[key].touched_at, default=None)

    def state(self, key: str) -> str:
        """done, started or open: the words that the outline's signs stand for."""
        step = self.steps.get(key)
        if step is None:
            return "open"
        return "done" if step.done else "started"


NOTHING_YET = Standing({})
_steps = Prepared(
    lambda: Progress.objects.filter(enrollment=slot(Enrollment, "id")).values_list(
        "lesson__key", "touched_at", "position", "done_at"
    ),
    lambda row: (str(row[0]), Step(row[1], row[2], bool(row[3]))),
)


def standing(*, enrollment: Enrollment) -> Standing:
    """Where the learner is. One query."""
    return Standing(dict(_steps(id=enrollment.pk)))


def done_keys(*, enrollment: Enrollment) -> set[str]:
    """Keys of the lessons done in an enrollment. One query."""
    return standing(enrollment=enrollment).done


def where_to_resume(*, enrollment: Enrollment) -> Entry | None:
    """The lesson to go on in. One query."""
    known = standing(enrollment=enrollment)
    return rules.where_to_resume(enrollment.version.outline, known.done, last=known.last)
