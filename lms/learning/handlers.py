"""What follows in learning when something happens in lower rooms."""

from courses.models import CourseVersion
from lms.core import events
from lms.core.models import Event
from lms.learning import actions


@events.on("course.released")
def move_up_over_wording(event: Event) -> None:
    """People under way read the corrected wording from now on."""
    version = CourseVersion.objects.select_related("course").get(pk=event.subject_pk)
    actions.follow_editorial(course=version.course, at=event.at)
