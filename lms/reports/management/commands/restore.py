"""Fill an empty database and an empty media folder from a backup."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.reports.backup import Refused, restore


class Command(BaseCommand):
    help = "Restore a backup into an empty place, with the product stopped."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a file that manage.py backup wrote")
        parser.add_argument("--json", action="store_true", help="print what was restored as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcome = restore(path=options["path"].absolute(), say=self._say)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(outcome))
            return
        self.stdout.write(
            "Restored as of {made_at}, version {product}: database and {files} files.\n"
            "{held_jobs} jobs are held, because they may have been done before: "
            "manage.py jobs lists them.\n"
            "Everybody signs in anew. Next: manage.py prepare, then manage.py doctor.".format(
                **outcome
            )
        )

    def _say(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)
