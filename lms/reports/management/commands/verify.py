"""Check that the records agree with each other."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from lms.reports.verification import breaches


class Command(BaseCommand):
    help = "Recompute completion, awards, trail and progress; exit 1 on any breach."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--files", action="store_true", help="hash every stored paper too")
        parser.add_argument("--json", action="store_true", help="print breaches as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(breaches(files=options["files"]))
        if options["json"]:
            self.stdout.write(json.dumps({"breaches": found}))
        else:
            for breach in found:
                self.stdout.write(breach)
            self.stdout.write(f"{len(found)} breaches")
        if found:
            raise SystemExit(1)
