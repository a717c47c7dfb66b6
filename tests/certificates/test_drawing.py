"""What comes out of the drawing process: one tagged page, in any name it accepts."""

import re
from datetime import date
from uuid import UUID

import pytest

from certificates.models import Certificate
from certificates.renderer.client import DrawingFailed, Renderer
from certificates.sheet import document
from tests.certificates.paper import characters, inflated
from tests.factories.certificates import statement

pytestmark = pytest.mark.slow


def _certificate(**changes: object) -> Certificate:
    return Certificate(
        id=UUID(int=7),
        code="ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        kind=Certificate.Kind.ACHIEVEMENT,
        statement=statement(**changes),
        valid_until=date(2028, 12, 4),
    )


def _drawn(renderer: Renderer, language: str = "en", **changes: object) -> bytes:
    return renderer.draw(document(_certificate(**changes), language=language))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_paper_is_one_tagged_page_with_title_and_language(
    renderer: Renderer, language: str
) -> None:
    pdf = _drawn(renderer, language)
    parts = inflated(pdf)
    assert pdf.startswith(b"%PDF-1.7")
    assert b'pdfuaid:part="1"' in parts
    assert re.search(rb"/MarkInfo <<\s*/Marked true", parts)
    assert b"/DisplayDocTitle true" in parts
    assert f"/Lang ({language})".encode() in parts
    assert b"ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ, Elin Sandberg" in parts
    assert len(re.findall(rb"/Type /Page\b", parts)) == 1


def test_a_paper_is_small(renderer: Renderer) -> None:
    assert len(_drawn(renderer)) <= 80_000


@pytest.mark.parametrize(
    "name",
    ["Łukasz Čapek", "Nguyễn Thị Ánh", "Ђорђе Адамовић", "Γιώργος Παπαδόπουλος", "Ọ̀ṣun Ẹ̀bùn ʻO"],
)
def test_each_letter_of_a_name_has_its_glyph(renderer: Renderer, name: str) -> None:
    assert set(name) <= characters(_drawn(renderer, holder_name=name))


def test_markup_in_a_name_is_text_and_opens_no_file(renderer: Renderer) -> None:
    name = '<img src="file:///etc/passwd"><link rel="attachment" href="file:///etc/hosts">'
    pdf = _drawn(renderer, holder_name=name)
    assert set('<>"=') <= characters(pdf)
    parts = inflated(pdf)
    assert b"EmbeddedFile" not in parts
    assert b"root:" not in parts


def test_the_fetcher_refuses_what_real_markup_would_open(renderer: Renderer) -> None:
    page = (
        '<html lang="en"><title>x</title><link rel="attachment" href="file:///etc/hosts">'
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css"><p>Text</p></html>'
    )
    parts = inflated(renderer.draw(page))
    assert b"EmbeddedFile" not in parts


def test_what_the_fonts_lack_is_refused_and_never_a_box(renderer: Renderer) -> None:
    with pytest.raises(DrawingFailed, match=r"no glyph for U\+0645, U\+738B"):
        _drawn(renderer, holder_name="م王")
    assert _drawn(renderer).startswith(b"%PDF-")


def test_the_longest_words_stay_on_one_page(renderer: Renderer) -> None:
    pdf = _drawn(
        renderer,
        holder_name="Wilhelmina-" * 18,
        titles={"en": "Advanced therapy " * 14, "sv": "x"},
        objectives={"en": ["Everything there is to know at once, " * 5] * 5, "sv": []},
    )
    assert pdf.startswith(b"%PDF-")
