"""Finishing a course: completion, certificate, notice and trail together, or none of them."""

from datetime import datetime

from certificates.actions import issue
from certificates.models import Certificate
from lms.core import clock, events
from lms.learning import rules
from lms.learning.models import Completion, Enrollment
from lms.learning.selectors.standing import done_keys
from lms.learning.statements import Award, award_for
from lms.notifications.actions import notify


def finish_if_complete(*, enrollment: Enrollment, at: datetime) -> Completion | None:
    """Finish the course if the version's rule holds; None while something is left.

    The caller's transaction holds the lock of the enrollment and has found it under way.
    """
    done = done_keys(enrollment=enrollment)
    if not rules.progress(enrollment.version.outline, done).complete:
        return None
    return _finish(enrollment, at)


def _finish(enrollment: Enrollment, at: datetime) -> Completion:
    award = award_for(enrollment=enrollment, day=clock.day(at, _zone(enrollment)))
    completion = Completion.objects.create(
        learner=enrollment.learner,
        course=enrollment.course,
        version=enrollment.version,
        enrollment=enrollment,
        at=at,
        score=award.score,
        recorded_at=at,
    )
    enrollment.status, enrollment.ended_at = Enrollment.Status.COMPLETED, at
    enrollment.save(update_fields=["status", "ended_at"])
    certificate = _certify(completion, award, at)
    events.record(
        "course.completed",
        subject=completion,
        actor=enrollment.learner,
        at=at,
        data={
            "enrollment": enrollment.pk,
            "version": enrollment.version.pk,
            "certificate": str(certificate.pk),
        },
    )
    notify(
        recipient=enrollment.learner,
        kind="completed",
        key=completion.evidence_key,
        data={"certificate": str(certificate.pk), "titles": award.titles},
        at=at,
    )
    return completion


def _zone(enrollment: Enrollment) -> str:
    return enrollment.course.owner_center.time_zone


def _certify(completion: Completion, award: Award, at: datetime) -> Certificate:
    return issue(
        holder=completion.learner,
        design_version=award.design_version,
        statement=award.statement,
        kind=award.kind,
        evidence_key=completion.evidence_key,
        at=at,
        valid_from=award.valid_from,
        valid_until=award.valid_until,
    )
