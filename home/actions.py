"""What visitors tell the network: what they want to follow, and what is wrong on a page."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from home.centers import selectors as centers
from home.centers.models import Center, Delegation
from home.models import Interest, JobRole, PageReport, Topic
from lms.core import clock, events, mails
from lms.notifications.actions import Letter, post
from lms.users.models import User


@transaction.atomic
def state_interests(
    *, person: User, job_roles: Iterable[JobRole], topics: Iterable[Topic], at: datetime
) -> None:
    """Make these the person's interests. What stays keeps the moment it was first stated."""
    # Two forms sent at once must not mix.
    User.objects.select_for_update().get(pk=person.pk)
    wanted = {("job_role", role.pk) for role in job_roles} | {("topic", t.pk) for t in topics}
    stated = {_subject(row): row for row in person.interests.all()}
    gone = [row.pk for subject, row in stated.items() if subject not in wanted]
    new = sorted(wanted - stated.keys())
    if not gone and not new:
        return
    person.interests.filter(pk__in=gone).delete()
    Interest.objects.bulk_create(
        Interest(person=person, stated_at=at, **{f"{kind}_id": pk}) for kind, pk in new
    )
    events.record("interests.stated", subject=person, actor=person, at=at)


def _subject(row: Interest) -> tuple[str, int]:
    return ("job_role", row.job_role_id) if row.job_role_id else ("topic", row.topic_id or 0)


@transaction.atomic
def report_page(
    *, path: str, text: str, reply_to: str, owner: Center | None, at: datetime
) -> PageReport:
    """Keep what somebody says is wrong on a page; the owner's mail follows by a job.

    The same report on the same day is one report.
    """
    kept, created = PageReport.objects.get_or_create(
        digest=_digest(path, text, reply_to, clock.day(at).isoformat()),
        defaults={"path": path, "text": text, "reply_to": reply_to, "owner": owner, "at": at},
    )
    if created:
        events.record("page.reported", subject=kept, at=at)
    return kept


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def mail_report(*, report: PageReport, at: datetime) -> None:
    """Write to the center that owns the page; to the network office where no center does."""
    # Whatever was sent as the path, the link leads to a page of ours.
    url = f"{settings.SITE_URL}/{report.path.lstrip('/')}"
    texts = mails.render(
        "page_report", language=settings.LANGUAGE_CODE, context={"report": report, "url": url}
    )
    headers = {"Reply-To": report.reply_to} if report.reply_to else {}
    letters = [
        Letter(
            key=f"page-report:{report.pk}:{number}",
            to_address=address,
            texts=texts,
            kind="page_report",
            headers=headers,
        )
        for number, address in _owners(report, at)
    ]
    post(letters=letters, at=at)


def _owners(report: PageReport, at: datetime) -> list[tuple[str, str]]:
    if report.owner:
        return [("center", report.owner.contact_email)]
    office = centers.holders(permissions=[Delegation.Permission.OFFICE], at=at)
    return [(str(person.pk), person.email) for person in office if person.email]
