"""WeasyPrint with our fonts and stylesheets inside: HTML becomes a tagged PDF of one page.

It can read nothing: addresses in our stylesheets become data URIs before WeasyPrint sees them, and
every other address is refused, so a name that holds markup stays text and opens no file. What the
bundled fonts lack it refuses to draw, rather than print an empty box.
"""

import base64
import logging
import re
from pathlib import Path

import weasyprint

STYLESHEETS = ("css/certificate-fonts.css", "css/certificate.css")
TYPES = {".woff2": "font/woff2", ".svg": "image/svg+xml"}


class CannotDraw(Exception):
    """There will be no PDF; the message says why without naming anybody."""


class MissingGlyphs(logging.Handler):
    """Collects WeasyPrint's warnings about characters that no bundled font has."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if ".notdef" in str(record.msg) and isinstance(record.args, tuple):
            self.found.add(f"U+{record.args[1]:04X}")


class Drawer:
    """Fonts and styles, loaded once; draws one document after the other."""

    def __init__(self, static: Path) -> None:
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
        document = weasyprint.HTML(string=html, url_fetcher=self._fetcher).render(
            stylesheets=[self._styles], font_config=self._fonts
        )
        if len(document.pages) != 1:
            raise CannotDraw(f"the sheet takes {len(document.pages)} pages")
        pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
        if self._glyphs.found:
            raise CannotDraw(f"no glyph for {', '.join(sorted(self._glyphs.found))}")
        return pdf


def stylesheet(static: Path) -> str:
    """The print stylesheets with fonts and pictures inside; CannotDraw where a file is missing."""
    text = "\n".join(_read(static / name).decode() for name in STYLESHEETS)
    # Browsers load less by these ranges; fontconfig would take them for what the file really holds.
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
