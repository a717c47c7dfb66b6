"""How many people learn a course, and how many hold a certificate of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat

from certificates.models import Certificate
from courses.models import Course
from lms.learning.models import Completion, Enrollment


@dataclass(frozen=True)
class Learners:
    """People, not rows: whoever holds two certificates counts once."""

    under_way: int
    holders: int


def learners(*, course: Course, day: date) -> Learners:
    """Totals only, so that an author learns nothing about a person. Two queries."""
    under_way = Enrollment.objects.open().filter(course=course)
    keys = Completion.objects.filter(course=course).values_list(
        Concat(Value("completion:"), Cast("pk", CharField())), flat=True
    )
    in_force = Q(valid_until=None) | Q(valid_until__gte=day)
    # Who got a new paper for a corrected name holds that one, for as long.
    papers = Certificate.objects.filter(
        in_force, evidence_key__in=keys, revocation=None, replaced_by__revocation=None
    )
    return Learners(under_way.count(), papers.values("holder").distinct().count())
