"""Frozen texts are shown as they were released, and nothing goes missing in silence."""

import logging
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from courses.models import CoursePage, LessonText, MediaUse
from courses.rendering import lesson_html, render_body
from home import links
from home.rich_text import TAGS, clean
from lms.core import content
from tests.factories import courses


def _text(*blocks: dict[str, Any]) -> LessonText:
    draft = courses.draft(lessons=1, body=list(blocks))
    version = courses.release(draft)
    return LessonText.objects.get(version=version, language="sv")


def _rich(html: str) -> dict[str, Any]:
    return {"type": "text", "value": html}


TABLE = {
    "type": "table",
    "value": {"caption": "Grader", "head": ["Grad", "Feber"], "rows": [["1", "Ja"], ["2", "Ja"]]},
}
CALLOUT = {"type": "callout", "value": {"kind": "safety", "title": "", "text": "<p>Ring.</p>"}}
QUOTE = {"type": "quote", "value": {"text": "Säg ditt namn.", "source": "Sjuksköterskan"}}
ACCORDION = {"type": "accordion", "value": {"title": "Läs mer", "text": "<p>Mer.</p>"}}


@pytest.mark.django_db
def test_each_block_has_the_looks_of_the_design() -> None:
    html = lesson_html(_text(_rich("<h2>Före</h2><p>Text</p>"), TABLE, CALLOUT, QUOTE, ACCORDION))
    for part in (
        '<div class="prose mt6"><h2>Före</h2>',
        "<caption>Grader</caption>",
        '<th scope="row" role="rowheader" data-label="Grad">1</th>',
        'class="callout callout--safety"',
        "<footer>Sjuksköterskan</footer>",
        '<details class="disclose">',
    ):
        assert part in html
    assert "Säkerhet" in html or "Safety" in html


@pytest.mark.django_db
def test_the_second_reader_costs_no_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    text = _text(_rich("<p>Text</p>"), TABLE, CALLOUT)
    with content.one_version():
        first = lesson_html(text)
        with django_assert_num_queries(0):
            assert lesson_html(text) == first


@pytest.mark.django_db
def test_page_links_follow_the_page_and_the_language() -> None:
    target = courses.draft("target")
    link = f'<p><a linktype="page" id="{target.pk}">Kursen</a></p>'
    text = _text(_rich(link))
    assert "<a>Kursen</a>" in lesson_html(text)
    courses.release(target)
    assert '<a href="/sv/kurser/uppsala/target/">Kursen</a>' in lesson_html(text)
    other = LessonText.objects.get(version=text.version, language="en")
    assert '<a href="/en/courses/uppsala/target/">Kursen</a>' in lesson_html(other)


@pytest.mark.django_db
def test_an_image_comes_in_sizes_with_its_description_and_is_kept() -> None:
    image = get_image_model().objects.create(title="Påse", file=get_test_image_file())
    value = {"image": image.pk, "alt_text": "En tinad påse", "decorative": False}
    text = _text({"type": "image", "value": {"image": value, "caption": "Efter tining"}})
    html = lesson_html(text)
    assert 'alt="En tinad påse"' in html
    assert "<figcaption>Efter tining</figcaption>" in html
    assert "image/avif" in html
    assert set(MediaUse.objects.values_list("image_id", flat=True)) == {image.pk}


@pytest.mark.django_db
def test_unknown_and_broken_blocks_leave_a_notice(caplog: pytest.LogCaptureFixture) -> None:
    broken = {"type": "table", "value": 17}
    with caplog.at_level(logging.ERROR):
        html = render_body(
            [
                _rich("<p>Före</p>"),
                {"type": "retired", "value": "x"},
                broken,
                _rich("<p>Efter</p>"),
            ],
            language="sv",
        )
    assert html.count("note--due") == 2
    assert html.index("Före") < html.index("note--due") < html.index("Efter")
    assert {record.message for record in caplog.records} >= {"lesson.unknown_block"}


HOSTILE = st.lists(
    st.sampled_from(
        [
            "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<p onclick=alert(1)>",
            '<a href="javascript:alert(1)">', "<svg/onload=alert(1)>", "<iframe>", "<b>", "</p>",
            "text", "<style>*{}</style>", '<embed embedtype="image" id="1"/>', "<!--", "&lt;script",
        ]
    ),
    max_size=8,
)  # fmt: skip


class Tags(HTMLParser):
    """What a browser would find."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _value in attrs}
        self.addresses += [value or "" for name, value in attrs if name == "href"]


@given(HOSTILE)
def test_rich_text_never_holds_what_the_editor_does_not_offer(parts: list[str]) -> None:
    cleaned = clean("".join(parts))
    found = Tags()
    found.feed(cleaned)
    assert found.names <= TAGS
    assert found.attributes <= {"href", "linktype", "id", "data-block-key"}
    assert not any(address.startswith("javascript:") for address in found.addresses)
    assert clean(cleaned) == cleaned


def test_cleaning_keeps_what_the_editor_offers() -> None:
    written = (
        '<h2>A</h2><p data-block-key="x1">B <b>c</b> <i>d</i></p><ul><li>e</li></ul>'
        '<p><a linktype="page" id="3">f</a> <a linktype="document" id="4">g</a> '
        '<a href="https://example.org/">h</a> <a href="mailto:a@example.org">i</a></p>'
    )
    assert clean(written) == written


@pytest.mark.django_db
def test_cleaning_happens_wherever_the_text_came_from() -> None:
    assert "<script" not in render_body([_rich("<p>x</p><script>alert(1)</script>")], language="sv")


@pytest.mark.django_db
def test_a_changed_build_or_text_is_drawn_anew() -> None:
    text = _text(_rich("<p>Text</p>"))
    lesson_html(text)
    cache.clear()
    assert "Text" in lesson_html(text)
    assert links.content_version() == content.version()
    assert CoursePage.objects.filter(live=True).count() == 2
