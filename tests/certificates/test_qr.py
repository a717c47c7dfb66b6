"""The square code as a path is the code that the library made."""

import re

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from certificates.qr import qr_path

ADDRESS = "https://learning.example.org/verify/ABCDEFGHIJKLMNOPQRSTUVWXYZ/"


def test_the_path_is_dark_exactly_where_the_code_is() -> None:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(ADDRESS)
    dark = {
        (row, column)
        for row, cells in enumerate(code.get_matrix())
        for column, cell in enumerate(cells)
        if cell
    }
    drawn = qr_path(ADDRESS)
    painted = {
        (int(row), int(start) + step)
        for start, row, length in re.findall(r"M(\d+) (\d+)\.5h(\d+)", drawn.path)
        for step in range(int(length))
    }
    assert painted == dark
    assert drawn.size == len(code.get_matrix())
