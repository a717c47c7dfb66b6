"""What is recorded, in figures: for drills, for tests, and to compare two installations."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Min

from certificates.models import Certificate, CertificateFile, Revocation
from lms.core.models import Event, Job
from lms.learning.models import Attempt, Completion, Enrollment, Response
from lms.notifications.models import Mail, Notification

Figures = dict[str, Any]


def ledger() -> Figures:
    """Counts by state, and every certificate with the SHA-256 of its papers."""
    return {
        "enrollments": _by(Enrollment.objects.all(), "status"),
        "attempts": _by(Attempt.objects.all(), "state"),
        "answers": Response.objects.count(),
        "completions": _by(Completion.objects.all(), "basis"),
        "certificates": _certificates(),
        "revocations": Revocation.objects.count(),
        "events": Event.objects.count(),
        "notifications": Notification.objects.count(),
        "mails": {
            "sent": Mail.objects.exclude(sent_at=None).count(),
            "waiting": Mail.objects.filter(sent_at=None).count(),
        },
        "jobs": {**_by(Job.objects.all(), "state"), "oldest_open_at": _oldest_open()},
    }


def _by(rows: Any, field: str) -> dict[str, int]:
    counted = rows.order_by().values_list(field).annotate(count=Count("pk"))
    return dict(sorted(counted))


def _certificates() -> list[Figures]:
    papers: dict[Any, dict[str, str]] = {}
    for certificate, language, digest in CertificateFile.objects.values_list(
        "certificate_id", "language", "sha256"
    ):
        papers.setdefault(certificate, {})[language] = digest
    rows = Certificate.objects.order_by("issued_at", "pk").values_list("pk", "code", "evidence_key")
    return [
        {"id": str(pk), "code": code, "evidence": evidence, "sha256": papers.get(pk, {})}
        for pk, code, evidence in rows
    ]


def _oldest_open() -> str | None:
    oldest: datetime | None = Job.objects.open().aggregate(first=Min("created_at"))["first"]
    return oldest.isoformat() if oldest else None
