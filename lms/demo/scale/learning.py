"""What numbered people did in numbered courses: three of five enrollments are completed.

Notices and mails are left out, and so are the drawn papers: they would say nothing about growth.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from certificates.models import Certificate
from certificates.statement import renamed
from courses.models import Course
from lms.core import clock
from lms.core.models import Event
from lms.demo.scale.people import number_of
from lms.demo.scale.shelf import Shelf, Shelved, read_shelf
from lms.learning.models import Attempt, Completion, Enrollment, Progress, Response
from lms.learning.statements import Award, award_for
from lms.users.models import User

__all__ = ["FEW", "MANY", "Records", "read_shelf"]

# Two people with many enrollments, to see that a page costs the same for both.
FEW, MANY = (1, 20), (2, 200)
STAGES = (*["completed"] * 6, "halfway", "halfway", "fresh", "withdrawn")
DONE = {"completed": 1.0, "halfway": 0.5, "fresh": 0.0, "withdrawn": 0.2}
STATUS = {"completed": Enrollment.Status.COMPLETED, "withdrawn": Enrollment.Status.WITHDRAWN}
BATCH = 1000


@dataclass(frozen=True)
class Taking:
    """One person in one course."""

    person: User
    shelved: Shelved
    stage: str
    begun: datetime
    ended: datetime

    def enrollment(self) -> Enrollment:
        return Enrollment(
            learner=self.person,
            course_id=self.shelved.course,
            version_id=self.shelved.version,
            status=STATUS.get(self.stage, Enrollment.Status.ACTIVE),
            enrolled_at=self.begun,
            ended_at=self.ended if self.stage in STATUS else None,
            recorded_at=self.begun,
        )


Pair = tuple[Taking, Enrollment]


class Records:
    """Writes the records of many people; keeps the wording of awards, one for a course and day."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._awards: dict[tuple[int, int], Award] = {}

    def write(self, people: Sequence[User], *, at: datetime) -> None:
        """All that these people did before `at`; the caller holds a transaction."""
        takings = [taking for person in people for taking in self._takings(person, at)]
        enrollments = Enrollment.objects.bulk_create(taking.enrollment() for taking in takings)
        pairs = list(zip(takings, enrollments, strict=True))
        Progress.objects.bulk_create((row for pair in pairs for row in _progress(*pair)), BATCH)
        completed = [pair for pair in pairs if pair[0].stage == "completed"]
        _write_attempts(completed)
        self._complete(completed)
        Event.objects.bulk_create((_opened(*pair) for pair in pairs), BATCH)

    def _takings(self, person: User, at: datetime) -> Iterator[Taking]:
        number = number_of(person)
        for place in _chosen(number, len(self.shelf)):
            mixed = 31 * number + 17 * place
            ended = at - timedelta(days=10 + 90 * (mixed % 3), hours=1, minutes=number % 60)
            yield Taking(
                person=person,
                shelved=self.shelf[place - 1],
                stage=STAGES[mixed % len(STAGES)],
                begun=ended - timedelta(days=20 + number % 40),
                ended=ended,
            )

    def _complete(self, pairs: Sequence[Pair]) -> None:
        awards = [self._award(*pair) for pair in pairs]
        completions = Completion.objects.bulk_create(
            _completion(*pair, award) for pair, award in zip(pairs, awards, strict=True)
        )
        certificates = Certificate.objects.bulk_create(
            (_certificate(*each) for each in zip(completions, awards, strict=True)), BATCH
        )
        told = zip(completions, certificates, strict=True)
        Event.objects.bulk_create((event for each in told for event in _finished(*each)), BATCH)

    def _award(self, taking: Taking, enrollment: Enrollment) -> Award:
        key = (taking.shelved.course, taking.ended.toordinal())
        if key not in self._awards:
            course = Course.objects.select_related("current", "owner_center").get(pk=key[0])
            enrollment.course = course
            enrollment.version = course.current  # type: ignore[assignment]
            day = clock.day(taking.ended, course.owner_center.time_zone)
            self._awards[key] = award_for(enrollment=enrollment, day=day)
        return self._awards[key]


def _chosen(number: int, courses: int) -> list[int]:
    """The courses a person takes, by number; every second person takes the first."""
    for person, many in (FEW, MANY):
        if number == person:
            return list(range(1, min(many, courses) + 1))
    others = [3 + number * factor % (courses - 2) for factor in (7919, 104_729)]
    return list(dict.fromkeys([1, others[0]] if number % 2 else others))


def _progress(taking: Taking, enrollment: Enrollment) -> Iterator[Progress]:
    lessons = taking.shelved.lessons
    for lesson in lessons[: int(len(lessons) * DONE[taking.stage])]:
        yield Progress(
            enrollment=enrollment,
            lesson_id=lesson,
            started_at=taking.begun,
            touched_at=taking.ended,
            done_at=taking.ended,
            position=1000,
        )


def _write_attempts(pairs: Sequence[Pair]) -> None:
    attempts = Attempt.objects.bulk_create((_attempt(*pair) for pair in pairs), BATCH)
    Response.objects.bulk_create(
        (
            Response(
                attempt=attempt,
                question_version_id=sheet["question_version"],
                options=[taking.shelved.right[sheet["question_version"]]],
                is_right=True,
                saved_at=taking.ended,
            )
            for (taking, _enrollment), attempt in zip(pairs, attempts, strict=True)
            for sheet in taking.shelved.paper
        ),
        BATCH,
    )


def _attempt(taking: Taking, enrollment: Enrollment) -> Attempt:
    return Attempt(
        enrollment=enrollment,
        lesson_id=taking.shelved.lessons[-1],
        quiz_version_id=taking.shelved.quiz,
        number=1,
        state=Attempt.State.GRADED,
        paper=taking.shelved.paper,
        score=100,
        right=len(taking.shelved.paper),
        passed=True,
        started_at=taking.ended - timedelta(minutes=10),
        submitted_at=taking.ended,
        recorded_at=taking.ended,
    )


def _completion(taking: Taking, enrollment: Enrollment, award: Award) -> Completion:
    return Completion(
        learner=taking.person,
        course_id=taking.shelved.course,
        version_id=taking.shelved.version,
        enrollment=enrollment,
        at=taking.ended,
        score=award.score,
        recorded_at=taking.ended,
    )


def _certificate(completion: Completion, award: Award) -> Certificate:
    return Certificate(
        holder=completion.learner,
        design_version=award.design_version,
        statement=renamed(award.statement, holder_name=completion.learner.display_name),
        kind=award.kind,
        evidence_key=f"completion:{completion.pk}",
        issued_at=completion.at,
        valid_from=award.valid_from,
        valid_until=award.valid_until,
        recorded_at=completion.at,
    )


def _finished(completion: Completion, certificate: Certificate) -> Iterator[Event]:
    data = {
        "enrollment": completion.enrollment_id,
        "version": completion.version_id,
        "certificate": str(certificate.pk),
    }
    yield _event("certificate.issued", certificate, completion.learner, completion.at, {})
    yield _event("course.completed", completion, completion.learner, completion.at, data)


def _opened(taking: Taking, enrollment: Enrollment) -> Event:
    data = {
        "course": enrollment.course_id,
        "version": enrollment.version_id,
        "source": enrollment.source,
    }
    return _event("enrollment.opened", enrollment, taking.person, taking.begun, data)


def _event(name: str, subject: Any, actor: User, at: datetime, data: dict[str, Any]) -> Event:
    return Event(
        name=name,
        subject_type=subject._meta.label,
        subject_pk=str(subject.pk),
        actor_id=actor.pk,
        person_id=actor.pk,
        data=data,
        at=at,
    )
