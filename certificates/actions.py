"""Every write of a certificate: issue, withdraw, replace, and keep what was drawn."""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from certificates.models import Certificate, CertificateFile, Design, DesignVersion, Revocation
from certificates.statement import renamed
from lms.core import events, jobs
from lms.notifications.actions import notify
from lms.users.models import User
from lms.users.names import unprintable


class ReasonMissing(ValueError):
    """A certificate is withdrawn or replaced only for a reason to be read later."""


class AlreadyReplaced(ValueError):
    """A newer certificate stands in its place; that one is to be replaced instead."""


class AlreadyWithdrawn(ValueError):
    """What was withdrawn cannot come back under another name."""


class NameNotPrintable(ValueError):
    """The corrected name has characters that the certificate's fonts lack, its arguments."""


@transaction.atomic
def issue(
    *,
    holder: User,
    design_version: DesignVersion,
    statement: Mapping[str, Any],
    kind: str,
    evidence_key: str,
    at: datetime,
    valid_from: date,
    valid_until: date | None,
) -> Certificate:
    """The certificate for a piece of evidence: a new one, or the one it already earned.

    `statement` comes from `certificates.statement.compose`. The paper is drawn later, by a job.
    """
    return _issued(
        Certificate(
            holder=holder,
            design_version=design_version,
            statement=dict(statement),
            kind=kind,
            evidence_key=evidence_key,
            issued_at=at,
            valid_from=valid_from,
            valid_until=valid_until,
            recorded_at=at,
        ),
        actor=holder,
        at=at,
    )


@transaction.atomic
def revoke(*, certificate: Certificate, by: User | None, at: datetime, reason: str) -> Revocation:
    """Withdraw a certificate for good; a second call keeps the first. Raises ReasonMissing."""
    _require(reason)
    locked = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if earlier := Revocation.objects.filter(certificate=locked).first():
        return earlier
    revocation = Revocation.objects.create(
        certificate=locked, by=by, at=at, reason=reason.strip(), recorded_at=at
    )
    events.record("certificate.revoked", subject=locked, actor=by, at=at, reason=reason.strip())
    _tell("certificate_withdrawn", locked, at)
    return revocation


@transaction.atomic
def replace(
    *, certificate: Certificate, by: User | None, at: datetime, reason: str, holder_name: str
) -> Certificate:
    """A new certificate under a corrected name that takes the place of this one.

    Everything but the name stays as it was, the days of issue and validity too. Repeated with the
    same name it gives the same certificate. Raises ReasonMissing, NameNotPrintable, AlreadyReplaced
    or AlreadyWithdrawn.
    """
    _require(reason)
    if lacking := unprintable(holder_name):
        raise NameNotPrintable(*lacking)
    older = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    statement = renamed(older.statement, holder_name=holder_name.strip())
    if newer := Certificate.objects.filter(supersedes=older).first():
        if newer.statement == statement:
            return newer
        raise AlreadyReplaced(str(newer.pk))
    if Revocation.objects.filter(certificate=older).exists():
        raise AlreadyWithdrawn(str(older.pk))
    successor = _successor(older, statement=statement, at=at, reason=reason.strip())
    newer = _issued(successor, actor=by, at=at)
    _tell("certificate_replaced", newer, at)
    return newer


@transaction.atomic
def store_drawing(
    *, certificate: Certificate, language: str, pdf: bytes, at: datetime
) -> CertificateFile:
    """Keep the paper in a language for ever; what was kept first stays."""
    drawn = CertificateFile(
        certificate=certificate,
        language=language,
        pdf=pdf,
        sha256=sha256(pdf).hexdigest(),
        drawn_at=at,
    )
    CertificateFile.objects.bulk_create([drawn], ignore_conflicts=True)
    return CertificateFile.objects.get(certificate=certificate, language=language)


@transaction.atomic
def standard_design(*, at: datetime) -> DesignVersion:
    """The network's own design, made where an installation has none yet."""
    design, _made = Design.objects.get_or_create(
        slug="network", defaults={"name_sv": "Nätverkets intyg", "name_en": "Network certificate"}
    )
    DesignVersion.objects.get_or_create(design=design, number=1, defaults={"recorded_at": at})
    return design.versions.order_by("-number")[:1].get()


def drawing_key(certificate: Certificate) -> str:
    """The unique key of the job that draws a certificate."""
    return f"certificate.draw:{certificate.pk}"


def _issued(row: Certificate, *, actor: User | None, at: datetime) -> Certificate:
    # The unique evidence key decides, not a look beforehand: parallel finishes make one.
    Certificate.objects.bulk_create([row], ignore_conflicts=True)
    stored = Certificate.objects.get(evidence_key=row.evidence_key)
    if stored.pk == row.pk:
        replaced = {"supersedes": str(row.supersedes_id)} if row.supersedes_id else {}
        events.record(
            "certificate.issued",
            subject=stored,
            actor=actor,
            at=at,
            data=replaced,
            reason=row.reason,
        )
        jobs.enqueue(
            "certificate.draw", key=drawing_key(stored), args={"certificate": str(stored.pk)}, at=at
        )
    return stored


def _successor(
    older: Certificate, *, statement: dict[str, Any], at: datetime, reason: str
) -> Certificate:
    return Certificate(
        holder_id=older.holder_id,
        design_version_id=older.design_version_id,
        statement=statement,
        kind=older.kind,
        evidence_key=f"replaces:{older.pk}",
        issued_at=at,
        valid_from=older.valid_from,
        valid_until=older.valid_until,
        supersedes=older,
        reason=reason,
        recorded_at=at,
    )


def _tell(kind: str, certificate: Certificate, at: datetime) -> None:
    """Write to the holder about what was done to a certificate; the reason stays in the trail."""
    titles = {language: words["title"] for language, words in certificate.statement.items()}
    notify(
        recipient=certificate.holder,
        kind=kind,
        key=f"{kind}:{certificate.pk}",
        data={"certificate": str(certificate.pk), "titles": titles},
        at=at,
    )


def _require(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing
