"""Withdraw or replace one certificate from the command line, with a reason for the trail."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certificates import actions, selectors
from certificates.codes import grouped
from certificates.models import Certificate
from lms.core import clock

REFUSALS = {
    actions.ReasonMissing: "Give a reason: it is kept for ever.",
    actions.AlreadyReplaced: "It was replaced before, under another name. Replace the newer one.",
    actions.AlreadyWithdrawn: "It was withdrawn. What was withdrawn is not replaced.",
    actions.NameNotPrintable: "The fonts of the certificate lack characters of this name.",
}


class Command(BaseCommand):
    """`certificate revoke CODE --reason …` and `certificate replace CODE --name … --reason …`."""

    help = "Withdraw a certificate, or replace it by one under a corrected name."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["revoke", "replace"])
        parser.add_argument("code", help="the number on the paper")
        parser.add_argument("--reason", required=True)
        parser.add_argument("--name", default="", help="the corrected name, to replace")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        certificate = selectors.by_code(options["code"])
        if certificate is None:
            raise CommandError("There is no such certificate.")
        if options["act"] == "replace" and not options["name"].strip():
            raise CommandError("Give the corrected name with --name.")
        try:
            report = _done(certificate, options)
        except tuple(REFUSALS) as refusal:
            raise CommandError(REFUSALS[type(refusal)]) from refusal
        self.stdout.write(json.dumps(report) if options["json"] else " ".join(report.values()))


def _done(certificate: Certificate, options: dict[str, Any]) -> dict[str, str]:
    at, reason = clock.now(), options["reason"]
    if options["act"] == "revoke":
        actions.revoke(certificate=certificate, by=None, at=at, reason=reason)
        return {"withdrawn": grouped(certificate.code)}
    newer = actions.replace(
        certificate=certificate, by=None, at=at, reason=reason, holder_name=options["name"]
    )
    return {"replaced": grouped(certificate.code), "by": grouped(newer.code)}
