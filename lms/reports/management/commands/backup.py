"""Write database and media into one file, while people work."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.core import clock
from lms.reports.backup import Refused, back_up


class Command(BaseCommand):
    help = "Online backup of database and media into one new file."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the file to write; it must not exist")
        parser.add_argument("--json", action="store_true", help="print what was written as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        try:
            facts = back_up(path=path, at=clock.now(), say=self._say)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        size = path.stat().st_size
        if options["json"]:
            self.stdout.write(json.dumps({**facts, "bytes": size}))
        else:
            self.stdout.write(f"{path}: {size / 1_000_000:.1f} MB")

    def _say(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)
