"""What a quiz is made of, what stands before it, and how often it was tried."""

from dataclasses import dataclass

from courses.assessments.frozen import asked_by, quiz_of
from courses.assessments.models import Option, QuizVersion
from courses.models import Lesson
from lms.core.frozen import read_once
from lms.core.prepared import slot, whole
from lms.learning import grading
from lms.learning.access import Seat
from lms.learning.models import Attempt, Enrollment, Response
from lms.learning.papers import Source


@dataclass(frozen=True)
class QuizIntro:
    """What somebody should know before the questions; `attempts` are newest first."""

    asked: int
    pass_mark: int | None
    max_attempts: int | None
    attempts: list[Attempt]

    @property
    def needed(self) -> int | None:
        """Right answers needed; None where nothing can be failed."""
        if self.pass_mark is None:
            return None
        return grading.needed(asked=self.asked, mark=self.pass_mark)

    @property
    def open(self) -> Attempt | None:
        """The attempt to go on with."""
        states = (a for a in self.attempts if a.state == Attempt.State.IN_PROGRESS)
        return next(states, None)

    @property
    def used(self) -> int:
        """Attempts that count against the limit."""
        return sum(a.state != Attempt.State.VOIDED for a in self.attempts)

    @property
    def left(self) -> int | None:
        """Attempts left; None where there is no limit."""
        return None if self.max_attempts is None else max(self.max_attempts - self.used, 0)

    @property
    def graded(self) -> list[Attempt]:
        """The attempts with a result."""
        return [a for a in self.attempts if a.state == Attempt.State.GRADED]


def quiz_intro(*, seat: Seat) -> QuizIntro:
    """What stands before a quiz. One query, however often it was tried."""
    quiz = quiz_of(seat.entry.quiz_version or 0)
    tried = Attempt.objects.filter(enrollment=seat.enrollment, lesson__key=seat.entry.key)
    return QuizIntro(
        asked=asked_by(quiz.pk),
        pass_mark=quiz.pass_mark,
        max_attempts=quiz.max_attempts,
        attempts=list(tried.defer("paper").order_by("-number")),
    )


def attempts_used(*, enrollment: Enrollment, lesson: Lesson) -> int:
    """Attempts that count against the limit: all but voided ones. One query."""
    tried = Attempt.objects.filter(enrollment=enrollment, lesson=lesson)
    return tried.exclude(state=Attempt.State.VOIDED).count()


@read_once(512)
def sources_of(quiz: QuizVersion) -> list[Source]:
    """The questions of a quiz with their options, in the order they were written."""
    rows = (
        Option.objects.filter(question_version__quiz_items__quiz_version=quiz)
        .order_by("question_version__quiz_items__position", "position")
        .values_list("question_version_id", "question_version__kind", "pk")
    )
    kinds: dict[int, str] = {}
    options: dict[int, list[int]] = {}
    for question, kind, option in rows:
        kinds[question] = kind
        options.setdefault(question, []).append(option)
    return [Source(question, kinds[question], options[question]) for question in kinds]


def saved_answers(*, attempt: Attempt) -> dict[int, Response]:
    """What is kept of an attempt, by question version. One query."""
    return {row.question_version_id: row for row in _responses(id=attempt.pk)}


_responses = whole(lambda: Response.objects.filter(attempt=slot(Attempt, "id")), Response)
