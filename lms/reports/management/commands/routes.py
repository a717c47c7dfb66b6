"""Print the addresses of what people do."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from lms.reports.routes import routes


class Command(BaseCommand):
    help = "URL templates of the product's user actions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = routes()
        if options["json"]:
            self.stdout.write(json.dumps({"routes": rows}))
            return
        for row in rows:
            self.stdout.write("{name:<16} {method:<5} {url}".format(**row))
