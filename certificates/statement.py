"""The frozen words of a certificate, in each language, ready to print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypedDict
from unicodedata import normalize

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certificates.models import Certificate
from lms.core.bilingual import in_language
from lms.core.lengths import length

MAX_OBJECTIVES = 5

Texts = Mapping[str, str]


class PrintedDate(TypedDict):
    """A calendar day as printed, and as ISO 8601."""

    iso: str
    text: str


class Issuer(TypedDict):
    """The center that stands behind the certificate."""

    name: str
    city: str
    slug: str


class PrintedSignatory(TypedDict):
    """Who signs, and as what."""

    name: str
    title: str


class Wording(TypedDict):
    """Everything the sheet says in one language; "" and null where there is nothing to say."""

    holder_name: str
    kind: str
    deed: str
    title: str
    objectives: list[str]
    minutes: int
    hours: str
    score: str
    version: str
    how: str
    issuer: Issuer
    signatories: list[PrintedSignatory]
    issued_on: PrintedDate
    valid_from: PrintedDate
    valid_until: PrintedDate | None
    course_key: str
    notice: str


Statement = dict[str, Wording]


@dataclass(frozen=True, slots=True)
class Earned:
    """What a certificate is about, in all languages, before its words are chosen.

    `minutes` is learning time, `questions` is (right, asked) of the quiz that counted, and
    `objectives` are per language. Days are calendar days in the issuer's zone.
    """

    holder_name: str
    kind: str
    titles: Texts
    minutes: int
    version: str
    issuer_names: Texts
    issuer_city: str
    issuer_slug: str
    issued_on: date
    course_key: str
    valid_until: date | None = None
    questions: tuple[int, int] | None = None
    objectives: Mapping[str, Sequence[str]] = field(default_factory=dict)
    signatories: Sequence[tuple[str, Texts]] = ()
    notices: Texts = field(default_factory=dict)


def compose(earned: Earned) -> Statement:
    """The statement to freeze: the same facts in every language of the product."""
    return {language: _wording(earned, language) for language, _name in settings.LANGUAGES}


def _wording(earned: Earned, language: str) -> Wording:
    with translation.override(language):
        score = _score(earned.questions)
        kind, deed = _kind(earned.kind)
        return Wording(
            holder_name=normalize("NFC", earned.holder_name),
            kind=kind,
            deed=deed,
            title=_text(earned.titles, language),
            objectives=list(in_language(earned.objectives, language) or [])[:MAX_OBJECTIVES],
            minutes=earned.minutes,
            hours=length(earned.minutes),
            score=score,
            version=earned.version,
            how=_how(score),
            issuer=Issuer(
                name=_text(earned.issuer_names, language),
                city=earned.issuer_city,
                slug=earned.issuer_slug,
            ),
            signatories=[
                PrintedSignatory(name=name, title=_text(titles, language))
                for name, titles in earned.signatories
            ],
            issued_on=printed(earned.issued_on),
            valid_from=printed(earned.issued_on),
            valid_until=printed(earned.valid_until) if earned.valid_until else None,
            course_key=earned.course_key,
            notice=_text(earned.notices, language),
        )


def renamed(statement: Mapping[str, Any], *, holder_name: str) -> dict[str, Any]:
    """The same statement about the same person under a corrected name."""
    name = normalize("NFC", holder_name)
    return {language: {**words, "holder_name": name} for language, words in statement.items()}


def printed(day: date) -> PrintedDate:
    """A day in the active language: 4 December 2026."""
    return PrintedDate(iso=day.isoformat(), text=date_format(day, "j F Y"))


def _text(texts: Texts, language: str) -> str:
    return str(in_language(texts, language) or "")


def _score(questions: tuple[int, int] | None) -> str:
    if questions is None:
        return ""
    right, asked = questions
    return _("%(right)d of %(asked)d") % {"right": right, "asked": asked}


def _how(score: str) -> str:
    if score:
        return _("All lessons done, and questions online: %(score)s right") % {"score": score}
    return _("All lessons done")


def _kind(kind: str) -> tuple[str, str]:
    kinds = {
        Certificate.Kind.PARTICIPATION: (_("Certificate of participation"), _("has taken part in")),
        Certificate.Kind.ACHIEVEMENT: (
            _("Certificate of completed training"),
            _("has completed and passed"),
        ),
        Certificate.Kind.COMPETENCE: (
            _("Certificate of completed and observed training"),
            _("has completed, and shown in practice under observation"),
        ),
        Certificate.Kind.PASSPORT: (_("Certificate of competence"), _("has shown competence in")),
    }
    return kinds[Certificate.Kind(kind)]
