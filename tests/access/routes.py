"""Every address of the URLconf as a template, to be filled with rows that exist."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation
from django.utils.regex_helper import normalize

_CONVERTER = re.compile(r"<\w+:")


@dataclass(frozen=True)
class Route:
    """One pattern: how the table writes it, its full name, and where values go."""

    template: str
    name: str
    shape: str
    fields: tuple[str, ...]

    def address(self, values: Mapping[str, object]) -> str:
        """The address with a value for each field."""
        return self.shape % {field: values[field] for field in self.fields}


def every() -> list[Route]:
    """All of them, Swedish standing for both languages, each once."""
    with translation.override("sv"):
        found = {route.template: route for route in _walk(get_resolver(), ("", "", ""))}
    return list(found.values())


def _walk(resolver: URLResolver, above: tuple[str, str, str]) -> Iterator[Route]:
    for part in resolver.url_patterns:
        text = _CONVERTER.sub("<", str(part.pattern)).removesuffix("$").lstrip("^")
        regex = part.pattern.regex.pattern.removesuffix(r"\Z").removesuffix("$").lstrip("^")
        written, space, path = above[0] + text, above[1], above[2] + regex
        if isinstance(part, URLResolver):
            inner = f"{space}{part.namespace}:" if part.namespace else space
            yield from _walk(part, (written, inner, path))
        elif isinstance(part, URLPattern):
            shape, fields = normalize(path)[0]
            name = f"{space}{part.name or ''}"
            yield Route(_plain(written, shape, fields), name, f"/{shape}", tuple(fields))


def _plain(written: str, shape: str, fields: list[str]) -> str:
    """Patterns that are regular expressions are written by their shape."""
    if "(?P" in written or "\\" in written or "^" in written:
        written = shape % {field: f"<{field}>" for field in fields}
    written = written.replace(".*", "<rest>")
    return re.sub(r"^/sv/", "/<language>/", f"/{written}")
