"""Where each learner stands, reached by the same actions that people use, day by day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from certificates import actions as certificate_actions
from certificates.models import Certificate
from courses.assessments.models import Option, QuizItem
from courses.models import Course, Lesson
from lms.core.outcome import Outcome
from lms.demo.content_files import Data, load
from lms.demo.network import People, moment
from lms.learning import actions
from lms.learning.models import Attempt, Completion, Enrollment
from lms.users.models import User

FINISHED = ("completed", "expired", "repeated", "revoked", "replaced")
ALL_LESSONS = (*FINISHED, "quiz_open", "failed_once")


@dataclass(frozen=True)
class Step:
    """Something that happens at a moment."""

    at: datetime
    act: Callable[[datetime], Any]


def steps(people: People) -> Iterator[Step]:
    """All that the learners of the content ever did, in no particular order."""
    for row in load("people")["stages"]:
        begin = moment(row["started_on"])
        yield from Stage(row, people.by_id[row["person"]], begin=begin).steps()


class Stage:
    """One learner in one course."""

    def __init__(self, row: Data, learner: User, *, begin: datetime) -> None:
        self.row = row
        self.learner = learner
        self.begin = begin
        self.length = timedelta(days=row["days"])
        self.enrollment_pk = 0

    def steps(self) -> Iterator[Step]:
        """The steps of this stage; none where the learner has been in the course already."""
        known = Enrollment.objects.filter(learner=self.learner, course__code=self.row["course"])
        if known.exists():
            return
        stage = self.row["stage"]
        first = self.length / 2 if stage == "repeated" else self.length
        yield from self._run(stage, self.begin, first)
        if stage == "repeated":
            yield from self._run("completed", self.begin + first, first)
        if stage in ("revoked", "replaced"):
            yield Step(self.begin + self.length + timedelta(days=1), self._correct)

    def _run(self, stage: str, begin: datetime, length: timedelta) -> Iterator[Step]:
        yield Step(begin, self._enroll)
        share = {"enrolled": 0.0, "started": 0.01, "withdrawn": 0.01, "halfway": 0.5}.get(
            stage, 1.0
        )
        yield Step(begin + length * 0.6 + timedelta(hours=1), lambda at: self._read(share, at))
        late = begin + length * 0.9 + timedelta(hours=3)
        if stage == "withdrawn":
            yield Step(late, lambda at: actions.withdraw(enrollment=self._here(), at=at))
        if stage in ALL_LESSONS:
            yield Step(late, lambda at: self._answer(stage, at))

    def _here(self) -> Enrollment:
        rows = Enrollment.objects.select_related("version", "learner", "course")
        return rows.get(pk=self.enrollment_pk)

    def _enroll(self, at: datetime) -> None:
        course = Course.objects.get(code=self.row["course"])
        self.enrollment_pk = actions.enroll(learner=self.learner, course=course, at=at).pk

    def _lessons(self, kind: str) -> list[Lesson]:
        outline = self._here().version.outline
        keys = [
            row["key"] for module in outline for row in module["lessons"] if row["kind"] == kind
        ]
        by_key = {str(lesson.key): lesson for lesson in Lesson.objects.filter(key__in=keys)}
        return [by_key[key] for key in keys]

    def _read(self, share: float, at: datetime) -> None:
        lessons = self._lessons("reading")
        count = 0 if not share else max(1, int(len(lessons) * share))
        for number, lesson in enumerate(lessons[:count]):
            when = at + timedelta(minutes=10 * number)
            actions.save_place(enrollment=self._here(), lesson=lesson, position=900, at=when)
            actions.record_outcome(
                enrollment=self._here(), lesson=lesson, outcome=Outcome(done=True), at=when
            )

    def _answer(self, stage: str, at: datetime) -> None:
        (lesson,) = self._lessons("quiz")
        attempt = actions.start_attempt(enrollment=self._here(), lesson=lesson, at=at)
        if stage == "quiz_open":
            _choose(attempt, right=True, at=at, only=len(attempt.paper) // 2)
            return
        _choose(attempt, right=stage in FINISHED, at=at)
        actions.submit(attempt=attempt, at=at + timedelta(minutes=9))

    def _correct(self, at: datetime) -> None:
        completion = Completion.objects.get(enrollment=self._here())
        certificate = Certificate.objects.get(evidence_key=f"completion:{completion.pk}")
        if self.row["stage"] == "revoked":
            certificate_actions.revoke(
                certificate=certificate, by=None, at=at, reason="Utfärdat av misstag."
            )
            return
        certificate_actions.replace(
            certificate=certificate,
            by=None,
            at=at,
            reason="Namnet var felstavat.",
            holder_name=self.learner.display_name,
        )


def _choose(attempt: Attempt, *, right: bool, at: datetime, only: int | None = None) -> None:
    for number, item in enumerate(attempt.paper[:only], start=1):
        wanted = Option.objects.filter(
            question_version_id=item["question_version"], is_correct=right
        ).values_list("pk", flat=True)
        single = QuizItem.objects.filter(
            quiz_version=attempt.quiz_version,
            question_version_id=item["question_version"],
            question_version__kind="single",
        ).exists()
        chosen = list(wanted[:1]) if single or not right else list(wanted)
        actions.save_answer(
            attempt=attempt,
            number=number,
            options=chosen,
            flagged=number % 7 == 0,
            version=0,
            at=at + timedelta(seconds=40 * number),
        )
