"""Print what is recorded, in figures."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from lms.reports.ledger import ledger


class Command(BaseCommand):
    help = "Enrollments, attempts, completions, certificates with SHA-256, mails, jobs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print everything as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        figures = ledger()
        if options["json"]:
            self.stdout.write(json.dumps(figures, indent=1))
            return
        for name, value in figures.items():
            shown = len(value) if isinstance(value, list) else value
            self.stdout.write(f"{name:<14} {shown}")
