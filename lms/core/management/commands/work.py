"""Do what waits, without a broker."""

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from lms.core import clock, jobs
from lms.core.models import Job

PAUSE = 1.0  # seconds between two looks


class Command(BaseCommand):
    help = "Do the jobs that are due, in this process. --once stops when nothing is due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when nothing is due")
        parser.add_argument("--json", action="store_true", help="print figures as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        tried = jobs.drain()
        while not options["once"]:
            time.sleep(PAUSE)
            tried += jobs.drain()
        figures = {
            "tried": tried,
            "open": Job.objects.open().count(),
            "dead": Job.objects.dead().count(),
            "at": clock.now().isoformat(),
        }
        if options["json"]:
            self.stdout.write(json.dumps(figures))
        else:
            self.stdout.write("{tried} tried, {open} open, {dead} dead".format(**figures))
