"""What came of a course."""

from dataclasses import dataclass
from uuid import UUID

from certificates.models import Certificate
from lms.learning.models import Completion, Enrollment
from lms.learning.outline import Entry, entries


@dataclass(frozen=True)
class Finished:
    """A course that is done."""

    enrollment: Enrollment
    completion: Completion | None
    certificate: UUID | None

    @property
    def title(self) -> str:
        """The course's title."""
        return str(self.enrollment.version.text("title"))

    @property
    def first(self) -> Entry | None:
        """Where to begin to read again."""
        return next(iter(entries(self.enrollment.version.outline)), None)


def finished(*, enrollment: Enrollment) -> Finished:
    """The completion of an enrollment and its certificate. Two queries."""
    completion = Completion.objects.filter(enrollment=enrollment).first()
    found = _certificate_of(completion) if completion else None
    return Finished(enrollment=enrollment, completion=completion, certificate=found)


def certificate_id(enrollment: Enrollment) -> UUID | None:
    """The certificate an enrollment earned. Two queries where it is done, none before."""
    if enrollment.status != Enrollment.Status.COMPLETED:
        return None
    completion: Completion | None = getattr(enrollment, "completion", None)
    return _certificate_of(completion) if completion else None


def _certificate_of(completion: Completion) -> UUID | None:
    """The newest of those that replaced each other."""
    earned = Certificate.objects.filter(evidence_key=completion.evidence_key)
    return earned.values_list("pk", flat=True).first()
