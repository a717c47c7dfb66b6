"""A QR code as one drawing path: separate rectangles take longer to draw than the whole sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode


@dataclass(frozen=True, slots=True)
class QrPath:
    """`path` is stroked, one unit wide, in a square view box of `size` units."""

    size: int
    path: str


@lru_cache(maxsize=128)  # choosing the mask takes 5 ms, most of what a certificate's page costs
def qr_path(text: str) -> QrPath:
    """The code of a text, without the quiet zone: the sheet leaves white around it."""
    code: QRCode = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    matrix = code.get_matrix()
    rows = (_row(number, row) for number, row in enumerate(matrix))
    return QrPath(size=len(matrix), path="".join(rows))


def _row(number: int, row: Sequence[bool | None]) -> str:
    parts: list[str] = []
    column = 0
    for dark, run in groupby(row, key=bool):
        length = len(list(run))
        if dark:
            parts.append(f"M{column} {number}.5h{length}")
        column += length
    return "".join(parts)
