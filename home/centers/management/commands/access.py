"""What is done for people at a terminal, each with a reason and a trace."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.centers import actions, selectors
from home.centers.models import Center, Delegation
from lms.core import clock
from lms.core.free_text import is_named
from lms.users.actions import NothingToReset, OwnFactor
from lms.users.models import User, normal_email

GIVEN = [Delegation.Permission.OFFICE.value, Delegation.Permission.MANAGER.value]


class Command(BaseCommand):
    help = (
        "grant EMAIL --permission office|manager: who acts for the network office, and the first "
        "managers; end EMAIL the same way; reset-factor EMAIL: a lost second step of signing in."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        for name, does in (("grant", "let somebody act"), ("end", "end it")):
            part = what.add_parser(name, help=f"{does} for the office, or as manager of a center")
            part.add_argument("email", help="who")
            part.add_argument("--permission", required=True, choices=GIVEN)
            part.add_argument("--center", metavar="SLUG", help="where; not for the office")
            part.add_argument("--on", type=date.fromisoformat, help="first or last day; today")
            _signed(part)
        reset = what.add_parser("reset-factor", help="take away app, passkeys and recovery codes")
        reset.add_argument("email", help="whose they are")
        _signed(reset)

    def handle(self, *args: Any, **options: Any) -> None:
        person, by = _person(options["email"]), _person(options["by"])
        reason = options["reason"].strip()
        if not (by.is_superuser or selectors.holds_office(by, at=clock.now())):
            raise CommandError(f"{by.email} does not act for the office.")
        if not reason or is_named(reason):
            raise CommandError("Say why, without a personal identity number.")
        if options["what"] == "reset-factor":
            _reset(person, by, reason)
            text = f"{person.email} signs in once without, and adds a new second step."
        else:
            text = _changed(person, by, reason, options)
        self.stdout.write(text)


def _signed(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--by", required=True, metavar="EMAIL", help="who says so: of the office, or operating"
    )
    parser.add_argument("--reason", required=True, help="why; it stands in the trail")


def _changed(person: User, by: User, reason: str, options: dict[str, Any]) -> str:
    at, center = clock.now(), _center(options)
    day = options["on"] or clock.day(at)
    facts = {"permission": options["permission"], "center": center}
    try:
        if options["what"] == "grant":
            actions.grant(person=person, by=by, reason=reason, valid_from=day, at=at, **facts)
            return f"{person.email} may act from {day}, and is asked for a second step."
        held = Delegation.objects.not_over(at=at).filter(person=person, unit=None, **facts)
        for right in held:
            actions.end_delegation(delegation=right, by=by, reason=reason, ended_on=day, at=at)
    except actions.NotYours as error:
        raise CommandError(f"{by.email} cannot do that: nobody to themselves or above.") from error
    except actions.EndsBeforeStart as error:
        raise CommandError("The last day lies before the first.") from error
    if not held:
        raise CommandError(f"{person.email} holds no such permission.")
    return f"{person.email} may act until {day}, that day included."


def _reset(person: User, by: User, reason: str) -> None:
    try:
        actions.reset_second_step(person=person, by=by, reason=reason, at=clock.now())
    except OwnFactor as error:
        raise CommandError("Nobody resets their own second step.") from error
    except NothingToReset as error:
        raise CommandError(f"{person.email} has no second step.") from error


def _center(options: dict[str, Any]) -> Center | None:
    office = options["permission"] == Delegation.Permission.OFFICE
    if office == bool(options["center"]):
        raise CommandError("A manager needs --center, the office has none.")
    found = Center.objects.filter(slug=options["center"] or "").first()
    if found is None and not office:
        raise CommandError(f"There is no center {options['center']}.")
    return found


def _person(email: str) -> User:
    found = User.objects.filter(email=normal_email(email), is_active=True, merged_into=None).first()
    if found is None:
        raise CommandError(f"Nobody has the address {email}.")
    return found
