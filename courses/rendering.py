"""Shows a frozen text. What cannot be shown leaves a notice, so that nobody misses it unawares."""

import logging
from collections.abc import Iterator
from itertools import count
from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from courses.models import LessonText
from courses.streams import BODY
from home.links import content_version
from lms.core.build import build

log = logging.getLogger(__name__)
KEPT_SECONDS = 24 * 3600


def lesson_html(text: LessonText) -> SafeString:
    """The lesson as HTML in its own language.

    Kept for each build, language, text and state of the site's links: no statement once it is.
    """
    key = f"lesson:{build()}:{content_version()}:{text.language}:{text.sha256}"
    html: SafeString | None = cache.get(key)
    if html is None:
        html = render_body(text.body, language=text.language)
        cache.set(key, html, KEPT_SECONDS)
    return html


def render_body(raw: list[dict[str, Any]], *, language: str) -> SafeString:
    """A stored stream as HTML; page links lead to pages of that language."""
    with translation.override(language):
        value, places = BODY.to_python(raw), count()
        parts = [_part(item["type"], value, places) for item in raw]
    return format_html_join("", "{}", ((part,) for part in parts))


def _part(kind: str, value: Any, places: Iterator[int]) -> SafeString:
    # Wagtail passes over types that it does not know; they have no place in `value`.
    if kind not in BODY.child_blocks:
        log.error("lesson.unknown_block", extra={"kind": kind})
        return _notice()
    place = next(places)
    try:
        html: SafeString = value[place].render()
    except Exception:
        log.exception("lesson.block_failed", extra={"kind": kind})
        return _notice()
    return html


def _notice() -> SafeString:
    return render_to_string("blocks/missing.html")
