"""Every address that the product answers, one example of each."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, UUIDConverter
from django.utils import translation
from django.utils.regex_helper import normalize

SOME = UUID("5f0c2a52-7d0b-4a0e-9a46-9c6f6a5f7a10")


def every() -> list[tuple[str, str]]:
    """(name, address) of each pattern in the URLconf, in Swedish; names may be empty."""
    with translation.override("sv"):
        return list(_walk(get_resolver(), "", {}))


def _walk(resolver: URLResolver, before: str, known: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for part in resolver.url_patterns:
        regex = part.pattern.regex.pattern.removesuffix(r"\Z").removesuffix("$")
        converters = {**known, **part.pattern.converters}
        path = before + regex.lstrip("^")
        if isinstance(part, URLResolver):
            yield from _walk(part, path, converters)
        elif isinstance(part, URLPattern):
            yield str(part.name or ""), "/" + _example(path, converters)


def _example(path: str, converters: dict[str, Any]) -> str:
    shape, names = normalize(path)[0]
    return str(shape) % {name: _sample(converters.get(name)) for name in names}


def _sample(converter: Any) -> str:
    if isinstance(converter, UUIDConverter):
        return str(SOME)
    return "1" if isinstance(converter, IntConverter) else "x1"
