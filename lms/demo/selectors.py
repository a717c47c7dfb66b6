"""What the demo's page shows."""

from django.db.models import QuerySet

from lms.notifications.models import Mail


def latest_mails(limit: int = 50) -> QuerySet[Mail]:
    """The newest mails first."""
    return Mail.objects.only("pk", "to_address", "subject", "created_at", "sent_at")[:limit]
