"""The sheet: what the paper and its twin on the screen show of a frozen statement."""

from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from certificates import layout
from certificates.codes import grouped
from certificates.models import Certificate
from certificates.printing import printable_words
from certificates.qr import QrPath, qr_path
from certificates.statement import Wording


@dataclass(frozen=True, slots=True)
class Sheet:
    """One certificate in one language, with the other language for the words said twice."""

    certificate: Certificate
    language: str
    other: str
    words: Wording
    other_words: Wording
    layout: layout.Layout
    code: str
    verify_url: str
    qr: QrPath

    @property
    def objectives(self) -> list[str]:
        """Those that have room on the paper; nothing else is shown anywhere."""
        return self.words["objectives"][: self.layout.objectives]

    @property
    def kind(self) -> tuple[str, str]:
        """What the paper is, parted after its first word, which is printed bold."""
        return _parted(self.words["kind"])

    @property
    def other_kind(self) -> tuple[str, str]:
        """The same in the other language."""
        return _parted(self.other_words["kind"])


def sheet(certificate: Certificate, *, language: str) -> Sheet:
    """The sheet of a certificate in a language of its statement."""
    other = next(code for code, _name in settings.LANGUAGES if code != language)
    words = words_in(certificate, language)
    verify_url = address(certificate)
    return Sheet(
        certificate=certificate,
        language=language,
        other=other,
        words=words,
        other_words=words_in(certificate, other),
        layout=layout.fit(
            holder=words["holder_name"], course=words["title"], objectives=words["objectives"]
        ),
        code=grouped(certificate.code),
        verify_url=verify_url,
        qr=qr_path(verify_url),
    )


def words_in(certificate: Certificate, language: str) -> Wording:
    """The frozen words in a language, as paper can show them."""
    return printable_words(cast(Wording, certificate.statement[language]))


def address(certificate: Certificate) -> str:
    """Where anybody can check the certificate; printed on paper, so it never moves."""
    return f"{settings.SITE_URL}/verify/{certificate.code}/"


def document(certificate: Certificate, *, language: str) -> str:
    """The page that the drawing process turns into PDF."""
    with translation.override(language):
        return render_to_string(
            "certificates/document.html", {"sheet": sheet(certificate, language=language)}
        )


def _parted(kind: str) -> tuple[str, str]:
    first, _space, rest = kind.partition(" ")
    return first, rest
