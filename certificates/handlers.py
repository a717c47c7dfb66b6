"""Draws what was issued."""

from datetime import datetime
from typing import Any

from certificates import actions, selectors
from certificates.models import Certificate
from certificates.renderer import client
from certificates.sheet import document
from lms.core import jobs


@jobs.handler("certificate.draw")
def draw(*, at: datetime, certificate: str, **_later: Any) -> None:
    """Draw the paper in each language that has none yet; a failed one is tried again later."""
    row = Certificate.objects.get(pk=certificate)
    for language in selectors.languages_left(row):
        pdf = client.draw(document(row, language=language))
        actions.store_drawing(certificate=row, language=language, pdf=pdf, at=at)
