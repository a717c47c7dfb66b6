"""What was proven: frozen statements that outlive courses, pages and names."""

import secrets
import uuid
from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from lms.core.append_only import AppendOnly, AppendOnlyQuerySet
from lms.core.bilingual import Named
from lms.core.prepared import Slot
from lms.users.models import User

CODE_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
CODE_LENGTH = 26  # 130 bits: nobody guesses one


def new_code() -> str:
    """A verification code: 26 base32 characters from the system's random source."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


class Design(Named):
    """A look for certificates; courses name the design, certificates its version."""


class DesignVersion(AppendOnly):
    """One state of a design; an issued certificate keeps pointing at it."""

    design = models.ForeignKey(Design, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    data = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["design", "number"], name="design_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.design_id} v{self.number}"


class Signatory(models.Model):
    """Who stands behind a center's certificates; copied into each statement at issue."""

    center = models.ForeignKey(
        "centers.Center", on_delete=models.PROTECT, related_name="signatories"
    )
    name = models.CharField(max_length=200)
    title_sv = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["center", "position"]
        constraints = [
            models.UniqueConstraint(fields=["center", "position"], name="signatory_position_once")
        ]

    def __str__(self) -> str:
        return self.name


class CertificateQuerySet(AppendOnlyQuerySet["Certificate"]):
    """Whose certificates, and which of them count on a day."""

    def own(self, holder: int | Slot | None) -> "CertificateQuerySet":
        """Those of one person, by id."""
        return self.filter(holder=holder)

    def visible_to(self, user: User | AnonymousUser, at: datetime) -> "CertificateQuerySet":
        """The holder's own; wider sight for centers is added here and nowhere else."""
        return self.own(user.pk) if user.is_authenticated else self.none()

    def standing(self) -> "CertificateQuerySet":
        """Neither withdrawn nor replaced by a newer one."""
        return self.filter(revocation=None, replaced_by=None)

    def valid_on(self, day: date) -> "CertificateQuerySet":
        """Standing and in date on a day (both ends included)."""
        begun = self.standing().filter(valid_from__lte=day)
        return begun.filter(Q(valid_until=None) | Q(valid_until__gte=day))


class Certificate(AppendOnly):
    """A statement about a person, frozen when it was issued.

    `statement` holds, for each language, every word the paper shows. A wrong name is corrected by
    a new certificate that names this one in `supersedes`.
    """

    class Kind(models.TextChoices):
        PARTICIPATION = "participation"
        ACHIEVEMENT = "achievement"
        COMPETENCE = "competence"
        PASSPORT = "passport"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates"
    )
    kind = models.CharField(max_length=14, choices=Kind.choices)
    statement = models.JSONField()
    design_version = models.ForeignKey(
        DesignVersion, on_delete=models.PROTECT, related_name="certificates"
    )
    evidence_key = models.CharField(max_length=200, unique=True)
    issued_at = models.DateTimeField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    objects: ClassVar[CertificateQuerySet] = CertificateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["holder", "-issued_at"], name="certificate_of_holder")]

    def __str__(self) -> str:
        return self.code


class CertificateFile(AppendOnly):
    """The drawn paper in one language: these bytes for ever."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="files")
    language = models.CharField(max_length=2)
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "language"], name="certificate_drawn_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.language}"


class Revocation(AppendOnly):
    """A certificate was withdrawn: by whom, when and why."""

    certificate = models.OneToOneField(
        Certificate, on_delete=models.PROTECT, related_name="revocation"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="revocations"
    )
    at = models.DateTimeField()
    reason = models.TextField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.at:%Y-%m-%d}"
