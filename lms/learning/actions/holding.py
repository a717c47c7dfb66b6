"""Holding an enrollment: the one lock behind every decision about progress and completion."""

from django.utils.translation import gettext_lazy as _

from courses.released import version_of
from lms.core.prepared import slot, whole
from lms.learning.models import Enrollment

_locked = whole(
    lambda: Enrollment.objects.filter(id=slot(Enrollment, "id")).select_for_update(no_key=True),
    Enrollment,
)


class NotUnderWay(Exception):
    """The enrollment has ended or not begun, so nothing more is recorded in it."""

    sentence = _("You have left or finished this course. Enroll again to go on.")


def hold(enrollment: Enrollment) -> Enrollment:
    """The enrollment as it stands now, locked until the transaction ends.

    Two lessons finished at once must see each other, or nobody finishes the course. The lock lets
    rows that point here be written meanwhile: saving a place waits for nobody.
    """
    [held] = _locked(id=enrollment.pk)
    # Neither ever changes hands; who needs a fact of the course as it is now asks for it.
    known = enrollment._state.fields_cache  # noqa: SLF001
    for key in known.keys() & {"course", "learner"}:
        setattr(held, key, known[key])
    held.version = version_of(held.version_id)
    return held


def hold_active(enrollment: Enrollment) -> Enrollment:
    """As `hold`; raises NotUnderWay unless the enrollment is under way."""
    held = hold(enrollment)
    if held.status != Enrollment.Status.ACTIVE:
        raise NotUnderWay
    return held
