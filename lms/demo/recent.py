"""The last days before the loading: their mail is not stale, and is written at once."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from home.actions import report_page
from home.centers.actions import ask_to_join
from home.centers.models import Center
from home.models import JobRole, PageReport
from lms.core import jobs
from lms.core.models import Job
from lms.demo.content_files import Data, load
from lms.demo.network import People
from lms.demo.stages import Stage, Step
from lms.notifications.actions import STALE
from lms.users.models import User


def steps(people: People, *, at: datetime) -> Iterator[Step]:
    """Courses finished and errors reported a few days or hours ago; none that are there already."""
    for row in load("recent")["stages"]:
        begin = at - timedelta(days=row["days_ago"])
        yield from Stage(row, people.by_id[row["person"]], begin=begin).steps()
    for row in load("recent")["reports"]:
        if not PageReport.objects.filter(path=row["path"], text=row["text"]).exists():
            yield Step(at - timedelta(hours=row["hours_ago"]), partial(_report, row))
    for row in load("recent")["requests"]:
        person = people.by_id[row["person"]]
        if not person.join_requests.exists():
            yield Step(at - timedelta(hours=row["hours_ago"]), partial(_ask, row, person))


def _report(row: Data, at: datetime) -> None:
    owner = Center.objects.get(slug=row["center"])
    report_page(path=row["path"], text=row["text"], reply_to="", owner=owner, at=at)


def _ask(row: Data, person: User, at: datetime) -> None:
    """Somebody waits for a center's answer."""
    center = Center.objects.get(slug=row["center"])
    ask_to_join(
        person=person,
        center=center,
        unit=center.units.filter(slug=row.get("unit")).first(),
        job_role=JobRole.objects.get(slug=row["role"]),
        started_on=at.date() - timedelta(days=row["days_there"]),
        note=row["note"],
        at=at,
    )


def write_mails(*, at: datetime) -> None:
    """Do the jobs of the last days that lead to a mail; handing over and drawing are left."""
    waiting = Job.objects.runnable(at=at).filter(created_at__gt=at - STALE)
    # What answers an event asks for the mails in its turn.
    while keys := list(
        waiting.exclude(kind__in=("certificate.draw", "mail.deliver")).values_list("key", flat=True)
    ):
        for key in keys:
            jobs.run(key=key, at=at)
