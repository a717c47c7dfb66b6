"""Look at this installation and say what to do."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from lms.core import clock
from lms.reports.doctor import examine
from lms.reports.doctor.finding import Finding, Level


class Command(BaseCommand):
    help = "Settings, clock, fonts, disk, jobs, mail, tables; exit 1 when something must be done."
    # Its own findings say more, and must come where the checks would stop.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = []
        for finding in examine(at=clock.now()):
            findings.append(finding)
            if not options["json"]:
                self._tell(finding)
        wrong = [finding for finding in findings if finding.level == Level.ACT]
        if options["json"]:
            rows = [asdict(finding) for finding in findings]
            self.stdout.write(json.dumps({"healthy": not wrong, "findings": rows}, indent=1))
        else:
            self.stdout.write(f"{len(wrong)} to do" if wrong else "Nothing to do")
        if wrong:
            raise SystemExit(1)

    def _tell(self, finding: Finding) -> None:
        self.stdout.write(f"{finding.level:<5}{finding.subject:<22}{finding.found}")
        if finding.todo:
            self.stdout.write(f"{'':<27}→ {finding.todo}")
