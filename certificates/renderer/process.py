"""The drawing process: HTML comes in on stdin, PDF goes out on stdout, one after the other.

Run by `certificates.renderer.client` as `python -m certificates.renderer.process <static folder>`.
It knows no Django and no database. It can read nothing but its own stylesheets: addresses in them
become data URIs before WeasyPrint sees them, and every other address is refused, so a name that
holds markup stays text and opens no file. Fonts of the machine are not used: what it lacks in the
bundled fonts it refuses to draw, rather than print an empty box.

A message is a length of four bytes and as many bytes. An answer has a first byte of its own:
`+` before a PDF, `-` before a sentence that says why there is none.
"""

import base64
import logging
import os
import re
import resource
import select
import signal
import sys
import tempfile
import warnings
from pathlib import Path
from typing import BinaryIO

MEMORY = 768 * 2**20  # bytes of address space; measured: 310 MB after fonts, 340 MB after 60 sheets
IDLE_SECONDS = 300  # then it ends by itself; the next sheet starts a new one
SECONDS_PER_SHEET = 60  # a last resort where the parent died and can't stop a hanging drawing
STYLESHEETS = ("css/certificate-fonts.css", "css/certificate.css")
TYPES = {".woff2": "font/woff2", ".svg": "image/svg+xml"}
NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><cachedir>{folder}</cachedir></fontconfig>"""


class CannotDraw(Exception):
    """There will be no PDF; the message says why without naming anybody."""


class MissingGlyphs(logging.Handler):
    """Collects WeasyPrint's warnings about characters that no bundled font has."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if ".notdef" in str(record.msg) and isinstance(record.args, tuple):
            self.found.append(f"U+{record.args[1]:04X}")


def stylesheet(static: Path) -> str:
    """The print stylesheets with fonts and pictures inside; CannotDraw where a file is missing."""
    text = "\n".join(_read(static / name).decode() for name in STYLESHEETS)
    # Browsers use the ranges to load less; fontconfig would take them for what the file really holds.
    text = re.sub(r"unicode-range:[^;]+;", "", text)
    return re.sub(r'url\("\.\./([^"]+)"\)', lambda match: _inlined(static / match[1]), text)


def _inlined(path: Path) -> str:
    content = base64.b64encode(_read(path)).decode()
    return f'url("data:{TYPES[path.suffix]};base64,{content}")'


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotDraw(f"{path.name} is missing; script/setup brings it") from error


class Drawer:
    """Fonts and styles, loaded once; draws one document after the other."""

    def __init__(self, static: Path) -> None:
        import weasyprint

        self._weasyprint = weasyprint
        self._glyphs = MissingGlyphs()
        logger = logging.getLogger("weasyprint")
        logger.handlers[:] = [self._glyphs]
        logger.setLevel(logging.WARNING)
        logger.propagate = False
        self._fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
        self._fonts = weasyprint.text.fonts.FontConfiguration()
        self._styles = weasyprint.CSS(
            string=stylesheet(static), font_config=self._fonts, url_fetcher=self._fetcher
        )

    def draw(self, html: str) -> bytes:
        """The PDF of one sheet: tagged, PDF/UA-1; CannotDraw where a character has no glyph."""
        self._glyphs.found.clear()
        document = self._weasyprint.HTML(string=html, url_fetcher=self._fetcher).render(
            stylesheets=[self._styles], font_config=self._fonts, pdf_variant="pdf/ua-1"
        )
        if len(document.pages) != 1:
            raise CannotDraw(f"the sheet takes {len(document.pages)} pages")
        pdf: bytes = document.write_pdf()
        if self._glyphs.found:
            raise CannotDraw(f"no glyph for {', '.join(sorted(set(self._glyphs.found)))}")
        return pdf


def answer(drawer: Drawer | None, static: Path, html: str) -> tuple[Drawer | None, bytes]:
    """One reply; the drawer is made at the first sheet and kept."""
    try:
        drawer = drawer or Drawer(static)
        return drawer, b"+" + drawer.draw(html)
    except CannotDraw as refusal:
        return drawer, b"-" + str(refusal).encode()


def read_exactly(source: BinaryIO, count: int) -> bytes:
    """So many bytes, or fewer at the end of the stream."""
    data = b""
    while len(data) < count and (part := source.read(count - len(data))):
        data += part
    return data


def serve(source: BinaryIO, target: BinaryIO, static: Path) -> None:
    """Answer until the parent closes the pipe or nothing has come for a while."""
    drawer: Drawer | None = None
    while select.select([source], [], [], IDLE_SECONDS)[0]:
        head = read_exactly(source, 4)
        if len(head) < 4:
            return
        signal.alarm(SECONDS_PER_SHEET)
        html = read_exactly(source, int.from_bytes(head)).decode()
        drawer, reply = answer(drawer, static, html)
        target.write(len(reply).to_bytes(4) + reply)
        target.flush()
        signal.alarm(0)


def main() -> None:
    """Close what a drawing does not need, then serve."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    source = os.fdopen(os.dup(0), "rb", buffering=0)
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up between the PDFs
    warnings.filterwarnings("ignore", message="No fonts configured")
    with tempfile.TemporaryDirectory(prefix="drawing-") as folder:
        config = Path(folder) / "fonts.conf"
        config.write_text(NO_FONTS.format(folder=folder))
        os.environ["FONTCONFIG_FILE"] = str(config)
        serve(source, target, Path(sys.argv[1]))


if __name__ == "__main__":
    main()
