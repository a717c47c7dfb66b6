"""One file with everything: JSON for each kind, and the papers of certificates."""

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import translation

from certificates.privacy import papers
from lms.reports.privacy import kinds
from lms.users.models import User
from lms.users.privacy import Rows


def write(target: IO[bytes], *, person: User, at: datetime) -> None:
    """Write the zip; never more than a row or a paper of it is in memory."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        with translation.override(person.language):
            archive.writestr(
                "README.txt",
                render_to_string("users/data_readme.txt", {"person": person, "at": at}),
            )
        for kind, rows in kinds.export(person).items():
            with archive.open(f"{kind}.json", "w") as file:
                for piece in _pieces(rows):
                    file.write(piece.encode())
        for name, pdf in papers(person):
            archive.writestr(f"certificates/{name}", pdf)


def _pieces(rows: Rows) -> Iterator[str]:
    yield "["
    between = "\n"
    for row in rows:
        yield between + json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        between = ",\n"
    yield "\n]\n"
