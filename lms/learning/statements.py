"""What a finished course gives: the words of the certificate, in both languages, and its days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.db.models import Q

from certificates.actions import standard_design
from certificates.models import Certificate, DesignVersion
from certificates.statement import Earned, compose
from courses.models import Course, CourseVersion
from home.centers.models import Center
from lms.learning.models import Attempt, Enrollment
from lms.learning.validity import months_later


@dataclass(frozen=True, slots=True)
class Award:
    """All that an issued certificate needs; `score` is percent where questions counted."""

    design_version: DesignVersion
    statement: Mapping[str, Any]
    kind: str
    titles: Mapping[str, str]
    score: Decimal | None
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Questions:
    """Right answers and questions of the quizzes that had to be passed."""

    right: int = 0
    asked: int = 0

    @property
    def score(self) -> Decimal | None:
        if not self.asked:
            return None
        exact = Decimal(100 * self.right) / self.asked
        return exact.quantize(Decimal("0.01"), rounding=ROUND_DOWN)


def award_for(*, enrollment: Enrollment, day: date) -> Award:
    """The award of an enrollment that is complete, issued on `day` in the issuer's zone."""
    version, course = enrollment.version, enrollment.course
    questions = _questions(enrollment)
    until = months_later(day, version.validity_months) if version.validity_months else None
    kinds = Certificate.Kind
    kind = kinds.ACHIEVEMENT if questions.asked else kinds.PARTICIPATION
    earned = Earned(
        holder_name=enrollment.learner.display_name,
        kind=kind,
        titles=_texts(version, "title"),
        minutes=_minutes(version),
        version=version.number,
        issued_on=day,
        course_key=str(course.key),
        valid_until=until,
        questions=(questions.right, questions.asked) if questions.asked else None,
        objectives=_texts(version, "objectives"),
        notices=_texts(version, "notice"),
        **_issuer(course.owner_center),
    )
    return Award(
        design_version=_design(course, day),
        statement=compose(earned),
        kind=kind,
        titles=earned.titles,
        score=questions.score,
        valid_from=day,
        valid_until=until,
    )


def _texts(version: CourseVersion, name: str) -> dict[str, Any]:
    found = {language: texts.get(name) for language, texts in version.texts.items()}
    return {language: text for language, text in found.items() if text}


def _minutes(version: CourseVersion) -> int:
    """The hours that the course grants where it says so, else its study time."""
    return int(version.hours * 60) if version.hours else version.minutes


def _issuer(center: Center) -> dict[str, Any]:
    return {
        "issuer_names": {"sv": center.name_sv, "en": center.name_en},
        "issuer_city": center.city,
        "issuer_slug": center.slug,
        "signatories": [
            (person.name, {"sv": person.title_sv, "en": person.title_en})
            for person in center.signatories.filter(is_current=True)
        ],
    }


def _questions(enrollment: Enrollment) -> Questions:
    passed = Attempt.objects.filter(
        enrollment=enrollment, passed=True, quiz_version__pass_mark__isnull=False
    ).order_by("-number")
    # The first pass of each lesson counted; trying again later changes no result.
    first = {a.lesson_id: (a.right or 0, len(a.paper)) for a in passed}
    return Questions(
        right=sum(right for right, _asked in first.values()),
        asked=sum(asked for _right, asked in first.values()),
    )


def _design(course: Course, day: date) -> DesignVersion:
    """The newest state of the course's design; of the network's own where it names none."""
    own = Q(design=course.design_id) if course.design_id else Q(design__slug="network")
    newest = DesignVersion.objects.filter(own).order_by("-number").first()
    return newest or standard_design(at=datetime.combine(day, time.min, UTC))
