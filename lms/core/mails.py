"""The texts of a mail: subject, plain text and HTML, in the language of the person who gets it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation


@dataclass(frozen=True, slots=True)
class Texts:
    """What stands in a mail; the subject is one line."""

    subject: str
    text: str
    html: str


def render(kind: str, *, language: str, context: Mapping[str, Any]) -> Texts:
    """Texts of `templates/emails/<kind>`: `_subject.txt`, `.txt` and `.html`.

    Links in them are whole addresses, because a mail is read elsewhere; templates write
    `{{ site_url }}` before a path. Slow compared with a write: never call it in a transaction.
    """
    with translation.override(language):
        names = {**context, "site_url": settings.SITE_URL, "language": language}
        subject = render_to_string(f"emails/{kind}_subject.txt", names)
        text = render_to_string(f"emails/{kind}.txt", names)
        html = render_to_string(f"emails/{kind}.html", {**names, "subject": one_line(subject)})
    return Texts(subject=one_line(subject), text=text.strip() + "\n", html=html.strip() + "\n")


def one_line(text: str) -> str:
    """The text without line breaks, which a header must not hold."""
    return " ".join(text.split())
