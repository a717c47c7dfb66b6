"""What follows when somebody reports a page."""

from home import actions
from home.models import PageReport
from lms.core import events
from lms.core.models import Event


@events.on("page.reported")
def tell_the_owner(event: Event) -> None:
    """Write to whoever answers for the page."""
    report = PageReport.objects.select_related("owner").get(pk=event.subject_pk)
    actions.mail_report(report=report, at=event.at)
