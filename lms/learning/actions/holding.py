"""Holding an enrollment: the one lock behind every decision about progress and completion."""

from django.utils.translation import gettext_lazy as _

from courses.released import version_of
from lms.learning.models import Enrollment


class NotUnderWay(Exception):
    """The enrollment has ended or not begun, so nothing more is recorded in it."""

    sentence = _("You have left or finished this course. Enroll again to go on.")


def hold(enrollment: Enrollment) -> Enrollment:
    """The enrollment as it stands now, locked until the transaction ends.

    Two lessons finished at once must see each other, or nobody finishes the course. The lock lets
    rows that point here be written meanwhile: saving a place waits for nobody.
    """
    rows = Enrollment.objects.select_for_update(of=("self",), no_key=True)
    held = rows.select_related("course", "learner").get(pk=enrollment.pk)
    held.version = version_of(held.version_id)
    return held


def hold_active(enrollment: Enrollment) -> Enrollment:
    """As `hold`; raises NotUnderWay unless the enrollment is under way."""
    held = hold(enrollment)
    if held.status != Enrollment.Status.ACTIVE:
        raise NotUnderWay
    return held
