"""What my learning reads of a person's own rows, in statements that are compiled once.

Lists hold their newest rows; each is read whole only when everything is asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from certificates.models import Certificate
from lms.core.bilingual import in_language
from lms.core.prepared import Prepared, slot, whole
from lms.learning.models import Enrollment, EnrollmentQuerySet, Progress
from lms.learning.selectors.standing import Standing, Step
from lms.users.models import User

SHOWN = 6
Status = Enrollment.Status
# Certificate, title, last day of validity.
PaperRow = tuple[UUID, str, date | None]


def _mine() -> EnrollmentQuerySet:
    return Enrollment.objects.own(slot(User, "id", "learner"))


def _under_way() -> EnrollmentQuerySet:
    touched = Coalesce(Max("progress__touched_at"), F("enrolled_at"))
    return _mine().active().annotate(touched=touched).order_by("-touched", "-pk")


def _lists(query: Callable[[], EnrollmentQuerySet]) -> dict[bool, Prepared[Enrollment]]:
    return {
        False: whole(lambda: query()[:SHOWN], Enrollment),
        True: whole(query, Enrollment),
    }


_statuses = Prepared(lambda: _mine().order_by().values_list("course_id", "status"), tuple)
_active = _lists(_under_way)
_done = _lists(lambda: _mine().completed())
_asked = whole(lambda: _mine().filter(status__in=[Status.REQUESTED, Status.WAITLISTED]), Enrollment)


def courses_and_statuses(learner: User) -> list[tuple[int, str]]:
    """The course's id and the status of each enrollment. One query."""
    return [(course, status) for course, status in _statuses(learner=learner.pk)]


def under_way(learner: User, *, everything: bool) -> list[Enrollment]:
    """What was touched last first. One query."""
    return _active[everything](learner=learner.pk)


def finished(learner: User, *, everything: bool) -> list[Enrollment]:
    """Newest first. One query."""
    return _done[everything](learner=learner.pk)


def asked_for(learner: User) -> list[Enrollment]:
    """Waiting for an answer or a place, newest first. One query."""
    return _asked(learner=learner.pk)


def _certificates() -> "QuerySet[Certificate, Any]":
    standing = Certificate.objects.own(slot(User, "id", "holder")).standing()
    named = standing.annotate(
        title_sv=KT("statement__sv__title"), title_en=KT("statement__en__title")
    )
    return named.order_by("-issued_at").values_list("pk", "title_sv", "title_en", "valid_until")


def _paper(row: Sequence[Any]) -> PaperRow:
    pk, sv, en, until = row
    return pk, str(in_language({"sv": sv, "en": en})), until


_papers = {
    # One more than is shown tells whether there are more.
    False: Prepared(lambda: _certificates()[: SHOWN + 1], _paper),
    True: Prepared(_certificates, _paper),
}


def papers(learner: User, *, everything: bool) -> list[PaperRow]:
    """Certificates that stand, newest first; one more than `SHOWN` at the most. One query."""
    return _papers[everything](holder=learner.pk)


_FEW = range(SHOWN)
_STEP = ("enrollment_id", "lesson__key", "touched_at", "position", "done_at")
_steps_of_few = Prepared(
    lambda: Progress.objects.filter(
        reduce(or_, (Q(enrollment=slot(Enrollment, "id", f"of_{number}")) for number in _FEW))
    ).values_list(*_STEP),
    tuple,
)


def standings(rows: Sequence[Enrollment]) -> Mapping[int, Standing]:
    """Where the learner is in each, by the enrollment's id. One query, none without rows."""
    steps: dict[int, dict[str, Step]] = {row.pk: {} for row in rows}
    for enrollment, key, touched_at, position, done_at in _steps([row.pk for row in rows]):
        steps[enrollment][str(key)] = Step(touched_at, position, bool(done_at))
    return {enrollment: Standing(each) for enrollment, each in steps.items()}


def _steps(pks: list[int]) -> Sequence[tuple[Any, ...]]:
    if not pks:
        return []
    if len(pks) > SHOWN:
        return list(Progress.objects.filter(enrollment__in=pks).values_list(*_STEP))
    # The last one fills the places that are left over.
    return _steps_of_few(**{f"of_{n}": pks[min(n, len(pks) - 1)] for n in _FEW})
