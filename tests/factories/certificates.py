"""Certificates for tests, issued as the product issues them."""

from datetime import UTC, date, datetime
from typing import Any

from certificates import actions
from certificates.models import Certificate, Design, DesignVersion
from certificates.statement import Earned, Statement, compose
from lms.users.models import User

ISSUED_AT = datetime(2026, 12, 4, 9, 30, tzinfo=UTC)


def earned(**changes: Any) -> Earned:
    """What Elin earned at Uppsala; name what is to be different."""
    values: dict[str, Any] = {
        "holder_name": "Elin Sandberg",
        "kind": Certificate.Kind.ACHIEVEMENT,
        "titles": {
            "sv": "CAR-T på avdelningen: från leverans till infusion",
            "en": "CAR-T on the ward: from delivery to infusion",
        },
        "objectives": {
            "sv": ["Kontrollera identiteten två tillsammans", "Bedöma ICE och larma"],
            "en": ["Check the identity two together", "Score ICE and escalate"],
        },
        "minutes": 150,
        "questions": (9, 10),
        "version": "3.2",
        "issuer_names": {"sv": "Akademiskas ATMP-centrum", "en": "Uppsala ATMP Center"},
        "issuer_city": "Uppsala",
        "issuer_slug": "uppsala",
        "signatories": [("Sofia Ahlgren", {"sv": "Kursansvarig", "en": "Course lead"})],
        "issued_on": date(2026, 12, 4),
        "valid_until": date(2028, 12, 4),
        "course_key": "5f0c2a52-7d0b-4a0e-9a46-9c6f6a5f7a10",
    }
    return Earned(**{**values, **changes})


def statement(**changes: Any) -> Statement:
    """The frozen words of `earned`."""
    return compose(earned(**changes))


def design_version() -> DesignVersion:
    """The network's design."""
    design, _made = Design.objects.get_or_create(
        slug="network", defaults={"name_sv": "Nätverkets intyg", "name_en": "Network certificate"}
    )
    version, _made = DesignVersion.objects.get_or_create(
        design=design, number=1, defaults={"recorded_at": ISSUED_AT}
    )
    return version


def certificate(holder: User, *, key: str = "completion:1", **changes: Any) -> Certificate:
    """An issued certificate, not drawn yet."""
    facts = earned(**{"holder_name": holder.display_name, **changes})
    return actions.issue(
        holder=holder,
        design_version=design_version(),
        statement=compose(facts),
        kind=facts.kind,
        evidence_key=key,
        at=ISSUED_AT,
        valid_from=facts.issued_on,
        valid_until=facts.valid_until,
    )


def drawn(certificate: Certificate, *, pdf: bytes = b"%PDF-1.7 paper") -> Certificate:
    """The certificate with a paper in both languages."""
    for language in certificate.statement:
        actions.store_drawing(certificate=certificate, language=language, pdf=pdf, at=ISSUED_AT)
    return certificate
