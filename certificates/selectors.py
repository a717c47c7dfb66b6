"""Reads of certificates for pages: what one is worth, which papers exist, who holds which."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import cast

from certificates import rules
from certificates.actions import drawing_key
from certificates.codes import normalized
from certificates.models import Certificate
from certificates.rules import Verdict
from certificates.statement import Wording
from lms.core import clock
from lms.core.bilingual import active_language
from lms.core.models import Job
from lms.users.models import User


class Drawing(StrEnum):
    """Whether a certificate's paper can be downloaded."""

    DRAWN = "drawn"
    PREPARING = "preparing"
    STUCK = "stuck"  # the job failed for good and waits for a person


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate as a row of a list, in the active language."""

    certificate: Certificate
    words: Wording
    verdict: Verdict


def by_code(typed: str) -> Certificate | None:
    """The certificate a verification code belongs to, however the code was typed; one query."""
    code = normalized(typed)
    rows = Certificate.objects.select_related("revocation", "replaced_by")
    return rows.filter(code=code).first() if code else None


def verdict_on(certificate: Certificate | None, *, day: date) -> Verdict:
    """What the certificate is worth on a day; no query when its relations were selected with it."""
    if certificate is None:
        return Verdict.UNKNOWN
    return rules.verdict(
        withdrawn=hasattr(certificate, "revocation"),
        replaced=hasattr(certificate, "replaced_by"),
        valid_until=certificate.valid_until,
        today=day,
    )


def held_by(*, user: User, at: datetime) -> list[Held]:
    """A person's own certificates, newest first, without those that were replaced; one query."""
    rows = Certificate.objects.filter(holder=user, replaced_by=None)
    rows = rows.select_related("revocation", "replaced_by").order_by("-issued_at")
    language, day = active_language(), clock.day(at)
    return [
        Held(row, cast(Wording, row.statement[language]), verdict_on(row, day=day)) for row in rows
    ]


def languages_left(certificate: Certificate) -> list[str]:
    """The languages of the statement whose paper is still to be drawn."""
    drawn = set(certificate.files.values_list("language", flat=True))
    return [language for language in certificate.statement if language not in drawn]


def drawing(certificate: Certificate, *, language: str) -> Drawing:
    """How far the paper in a language is."""
    if certificate.files.filter(language=language).exists():
        return Drawing.DRAWN
    given_up = Job.objects.dead().filter(key=drawing_key(certificate)).exists()
    return Drawing.STUCK if given_up else Drawing.PREPARING
