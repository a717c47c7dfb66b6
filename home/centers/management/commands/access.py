"""What the office does for people at a terminal, each with a reason and a trace."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.centers import actions, selectors
from lms.core import clock
from lms.users.actions import NothingToReset, OwnFactor
from lms.users.models import User, normal_email


class Command(BaseCommand):
    help = "reset-factor EMAIL --by EMAIL --reason TEXT: a lost second step of signing in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        reset = what.add_parser("reset-factor", help="take away app, passkeys and recovery codes")
        reset.add_argument("email", help="whose they are")
        reset.add_argument("--by", required=True, metavar="EMAIL", help="who of the office says so")
        reset.add_argument("--reason", required=True, help="why; it stands in the trail")

    def handle(self, *args: Any, **options: Any) -> None:
        at = clock.now()
        person, by = _person(options["email"]), _person(options["by"])
        if not (by.is_superuser or selectors.holds_office(by, at=at)):
            raise CommandError(f"{by.email} does not act for the office.")
        if not options["reason"].strip():
            raise CommandError("Say why.")
        try:
            actions.reset_second_step(person=person, by=by, reason=options["reason"], at=at)
        except OwnFactor as error:
            raise CommandError("Nobody resets their own second step.") from error
        except NothingToReset as error:
            raise CommandError(f"{person.email} has no second step.") from error
        self.stdout.write(f"{person.email} signs in once without, and adds a new second step.")


def _person(email: str) -> User:
    found = User.objects.filter(email=normal_email(email), is_active=True, merged_into=None).first()
    if found is None:
        raise CommandError(f"Nobody has the address {email}.")
    return found
