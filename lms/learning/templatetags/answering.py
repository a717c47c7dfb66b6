"""The options of a question to be answered; a page shows some fifty of them."""

from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lms.learning.selectors.questions import Asked

register = template.Library()


@register.simple_tag
def answer_options(question: Asked) -> SafeString:
    """The options as they are chosen from, each with the key that chooses it."""
    kind = "checkbox" if question.multiple else "radio"
    return format_html_join(
        "",
        "{}",
        (
            (
                _option(
                    kind=kind,
                    name=f"option-{question.number}",
                    value=str(option["value"]),
                    text=option["text"],
                    letter=option["letter"],
                    checked=option["checked"],
                ),
            )
            for option in question.options
        ),
    )


@lru_cache(maxsize=8192)
def _option(
    *, kind: str, name: str, value: str, text: str, letter: str, checked: bool
) -> SafeString:
    return format_html(
        '<label class="answer"><input type="{}" name="{}" value="{}"{}><span>{}</span>'
        '<kbd aria-hidden="true">{}</kbd></label>',
        kind,
        name,
        value,
        " checked" if checked else "",
        text,
        letter,
    )
