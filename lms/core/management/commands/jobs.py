"""Look at jobs that were given up or held, and give them another chance."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.core import clock, jobs
from lms.core.models import Job

STATES = (Job.State.DEAD.value, Job.State.HELD.value)


class Command(BaseCommand):
    help = "List dead and held jobs; --retry KEY (or --retry all, the dead) queues them again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--retry", metavar="KEY", help="a job's key, or: all")
        parser.add_argument("--json", action="store_true", help="print rows as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        revived = self._retry(options["retry"]) if options["retry"] else 0
        rows = list(
            Job.objects.given_up()
            .order_by("pk")
            .values("key", "kind", "state", "attempts", "last_error")
        )
        told = {state: [row for row in rows if row["state"] == state] for state in STATES}
        if options["json"]:
            self.stdout.write(json.dumps({"revived": revived, **told}))
            return
        if revived:
            self.stdout.write(f"{revived} queued again")
        for row in rows:
            self.stdout.write("{state}  {key}  {attempts} attempts  {last_error}".format(**row))
        self.stdout.write(", ".join(f"{len(found)} {state}" for state, found in told.items()))

    def _retry(self, key: str) -> int:
        dead = Job.objects.dead().values_list("key", flat=True)
        keys = list(dead) if key == "all" else [key]
        revived = [one for one in keys if jobs.retry(key=one, at=clock.now())]
        if key != "all" and not revived:
            raise CommandError(f"No dead or held job has the key {key}.")
        return len(revived)
