"""Fill an empty installation with the demo network."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lms.core import clock
from lms.demo import loader, secrets
from lms.demo.network import PASSWORD, SECRET
from lms.demo.scale import grow


class Command(BaseCommand):
    help = "Load the demo network: centers, courses, leaflets, people at every stage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print accounts and ids as JSON")
        parser.add_argument(
            "--scale",
            type=int,
            default=0,
            metavar="N",
            help="add 200 x N courses and 2,000 x N people, to measure with",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo needs DEMO=1; a real installation never has it.")
        quiet = options["json"]
        say = _silent if quiet else self._say
        loader.load(at=clock.now(), say=say)
        if options["scale"]:
            grow(times=options["scale"], at=clock.now(), say=say)
        accounts = secrets.accounts()
        if quiet:
            self.stdout.write(json.dumps({"accounts": accounts}))
            return
        self.stdout.write(f"\nAccounts, all with the password {PASSWORD}:")
        for row in accounts:
            step = "  and a code" if "totp_secret" in row else ""
            self.stdout.write(f"  {row['email']:<34} {row['name']}{step}")
        self.stdout.write(f"\nThe code is what an app shows for the key {SECRET},")
        self.stdout.write("or one of: " + " ".join(secrets.recovery_codes()))

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _silent(_text: str) -> None:
    """JSON stays the only thing printed."""
