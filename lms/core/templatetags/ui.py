"""The few tags that templates need for looks and for writing dates, times and lengths."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import dateformat, formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext

from lms.core.frozen import read_once
from lms.core.lengths import length

register = template.Library()

COVER_PATTERNS = {"cell", "gene", "tissue", "cold", "rules", "people", "chain"}
KIND_SYMBOLS = {
    "reading": "text",
    "video": "play",
    "quiz": "quiz",
    "package": "grid",
    "live": "calendar",
    "practice": "hands",
    "document": "file",
}
SYMBOL_SIZES = {"": "", "sm": " icon--sm", "lg": " icon--lg", "xl": " icon--xl"}


@lru_cache(maxsize=256)
def _symbol(name: str, size: str, storage: str) -> SafeString:
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#i-{}"/></svg>',
        SYMBOL_SIZES[size],
        static("img/icons.svg"),
        name,
    )


@lru_cache(maxsize=16)
def _cover(pattern: str, storage: str) -> SafeString:
    return format_html(
        '<span class="cover cover--{}" aria-hidden="true"><svg viewBox="0 0 320 200"'
        ' preserveAspectRatio="xMidYMid slice"><use href="{}#art"/></svg></span>',
        pattern,
        static(f"img/cover-{pattern}.svg"),
    )


def _storage() -> str:
    """What decides the addresses of drawings. A list of courses asks for a hundred of them."""
    return str(settings.STORAGES["staticfiles"]["BACKEND"])


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """One drawing of the sprite; silent to screen readers unless it has a label of its own."""
    if not label:
        return _symbol(name, size, _storage())
    return format_html(
        '<svg class="icon{}" role="img" aria-label="{}"><use href="{}#i-{}"/></svg>',
        SYMBOL_SIZES[size],
        label,
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def drawn_once(name: str, **values: str | bool) -> SafeString:
    """A part of a page that is the same for everybody; kept by each process for each language."""
    if settings.DEBUG:
        return render_to_string(name, values)
    return _drawn_once(name, get_language() or "", tuple(values.items()))


@read_once(64)
def _drawn_once(
    name: str, _language: str, values: tuple[tuple[str, str | bool], ...]
) -> SafeString:
    return render_to_string(name, dict(values))


@register.simple_tag
def kind_icon(kind: str) -> SafeString:
    """The drawing of a lesson kind."""
    return icon(KIND_SYMBOLS.get(kind, "text"))


@register.simple_tag
def cover(pattern: str = "") -> SafeString:
    """The drawn cover of a topic; cells where a topic has no drawing of its own."""
    return _cover(pattern if pattern in COVER_PATTERNS else "cell", _storage())


@register.simple_tag(takes_context=True)
def current(context: RequestContext, url: str) -> str:
    """`aria-current` for a menu link: the page itself, or a page below it."""
    path = getattr(context.get("request"), "path", "")
    if not url or not path.startswith(url):
        return ""
    return format_html(' aria-current="{}"', "page" if path == url else "true")


@register.filter
def duration(minutes: int | None) -> str:
    """Minutes as people say them: 150 is "2 h 30 min". Empty when nobody has said how long."""
    return length(minutes) if minutes else ""


@register.filter
def months(count: int | None) -> str:
    """A validity: "24 months"; empty for one that never ends."""
    if not count:
        return ""
    return ngettext("%(count)d month", "%(count)d months", count) % {"count": count}


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def day(value: date | datetime | None) -> str:
    """The date in the reader's time zone: "4 December 2026", "4 december 2026"."""
    return dateformat.format(_local(value), "j F Y") if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """The time in the reader's time zone, 24 hours: "14:32"."""
    return dateformat.format(_local(value), "H:i") if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """Date and time in the reader's time zone: "23 November 2026, 15:06"."""
    return f"{day(value)}, {clock(value)}" if value else ""


@register.filter
def number(value: float | Decimal | None) -> str:
    """A figure with the language's decimal sign and no empty decimals: "7.5", "7,5", "8"."""
    if value is None:
        return ""
    plain = f"{Decimal(str(value)):f}"
    shortest = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return formats.number_format(Decimal(shortest), use_l10n=True, force_grouping=False)


@register.filter
def percent(part: float, whole: float) -> int:
    """A whole number from 0 to 100; never 100 before the whole is reached."""
    if not whole or part <= 0:
        return 0
    return 100 if part >= whole else int(100 * part / whole)


@register.filter
def language(code: str) -> str:
    """A language by its name in the reader's language."""
    names = {"sv": pgettext("language", "Swedish"), "en": pgettext("language", "English")}
    return names.get(code, code)


@register.filter
def languages(codes: Iterable[str]) -> str:
    """Languages as a short list: "Swedish, English", "svenska, engelska"."""
    joined = ", ".join(language(code) for code in codes)
    return joined[:1].upper() + joined[1:]


@lru_cache(maxsize=4096)
def _check(
    *, kind: str, name: str, value: str, label: str, count: int, checked: bool, sub: bool, unit: str
) -> SafeString:
    return format_html(
        '<label class="check{}{}"><input type="{}" name="{}" value="{}" id="{}-{}"{}>'
        '<span>{}</span><span class="count"><span class="vh">, </span>{}<span class="vh"> {}</span>'
        "</span></label>",
        " check--sub" if sub else "",
        "" if count else " check--zero",
        kind,
        name,
        value,
        name,
        value,
        " checked" if checked else "",
        label,
        count,
        unit,
    )


@register.simple_tag
def facet_options(options: Iterable[Any], name: str, type: str = "") -> SafeString:
    """The values of a facet, those below a value pushed in; kept, as a page shows a hundred."""
    kind = type or "checkbox"
    one, many = ngettext("course", "courses", 1), ngettext("course", "courses", 2)
    return format_html_join(
        "",
        "{}",
        (
            (
                _check(
                    kind=kind,
                    name=name,
                    value=option.value,
                    label=option.label,
                    count=option.count,
                    checked=option.checked,
                    sub=sub,
                    unit=one if option.count == 1 else many,
                ),
            )
            for each in options
            for option, sub in _with_children(each)
        ),
    )


def _with_children(option: Any) -> Iterable[tuple[Any, bool]]:
    return [(option, False), *((child, True) for child in option.children)]


@register.filter
def kind_of(field: BoundField) -> str:
    """Which drawing a form field gets: group, check, select or input."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "group"
    if isinstance(widget, CheckboxInput):
        return "check"
    return "select" if isinstance(widget, Select) else "input"


@register.simple_tag
def widget(field: BoundField, hint: str = "") -> SafeString:
    """The control of a form field in our look, tied to its hint and its error."""
    described = []
    if hint or field.help_text:
        described.append(f"{field.auto_id}_hint")
    if field.errors:
        described.append(f"{field.auto_id}_error")
    attrs: dict[str, Any] = {}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if field.errors:
        attrs["aria-invalid"] = "true"
    if (kind := kind_of(field)) in {"input", "select"}:
        own = field.field.widget.attrs.get("class", "")
        attrs["class"] = f"{kind} {own}".strip()
    return field.as_widget(attrs=attrs)


@register.filter
def labelled(row: Iterable[str], head: Iterable[str]) -> list[tuple[str, str]]:
    """Each cell with the name of its column, which a phone shows before it."""
    return [(label, cell) for cell, label in zip_longest(row, head, fillvalue="")]
