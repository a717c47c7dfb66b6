"""Look at jobs that were given up, and give them another chance."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.core import clock, jobs
from lms.core.models import Job


class Command(BaseCommand):
    help = "List dead jobs; --retry KEY (or --retry all) queues them again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--retry", metavar="KEY", help="a job's key, or: all")
        parser.add_argument("--json", action="store_true", help="print rows as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["retry"]:
            self._retry(options["retry"])
        rows = list(
            Job.objects.dead().order_by("pk").values("key", "kind", "attempts", "last_error")
        )
        if options["json"]:
            self.stdout.write(json.dumps({"dead": rows}))
            return
        for row in rows:
            self.stdout.write("{key}  {attempts} attempts  {last_error}".format(**row))
        self.stdout.write(f"{len(rows)} dead")

    def _retry(self, key: str) -> None:
        dead = Job.objects.dead().values_list("key", flat=True)
        keys = list(dead) if key == "all" else [key]
        revived = [one for one in keys if jobs.retry(key=one, at=clock.now())]
        if key != "all" and not revived:
            raise CommandError(f"No dead job has the key {key}.")
        self.stdout.write(f"{len(revived)} queued again", ending="\n")
