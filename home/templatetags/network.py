"""Words of the network in templates."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.translation import gettext as _

from lms.core import bilingual

register = template.Library()


@register.filter
def in_language(texts: Mapping[str, str]) -> str:
    """The text in the reader's language, or in the one that exists."""
    return str(bilingual.in_language(texts))


@register.filter
def open_to(kinds: Iterable[str]) -> str:
    """Who may use a facility: "Healthcare, academia"."""
    names = {"healthcare": _("healthcare"), "academia": _("academia"), "industry": _("industry")}
    text = ", ".join(names.get(kind, kind) for kind in kinds)
    return text[:1].upper() + text[1:]
