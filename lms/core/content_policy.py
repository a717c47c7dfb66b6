"""What browsers report about pages that break the content policy: a line in the log each."""

import json
import logging
import re
from typing import Any
from urllib.parse import urlsplit

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from lms.core import clock

log = logging.getLogger(__name__)

LONGEST = 8 * 1024  # bytes; browsers send about one thousand
A_MINUTE = 60  # a fault on a page that many read must not fill the disk
WORD = re.compile(r"[a-z-]{1,40}")


@csrf_exempt
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """Take one report; it changes nothing but the log, so it needs no token."""
    body = request.read(LONGEST + 1)
    if len(body) > LONGEST:
        return HttpResponse(status=413)
    if _too_many():
        return HttpResponse(status=429)
    said = _parsed(body)
    if said is None:
        return HttpResponse(status=400)
    log.warning("csp.report", extra=said)
    return HttpResponse(status=204)


def _too_many() -> bool:
    key = f"csp-report:{clock.now():%H%M}"
    cache.add(key, 0, 120)
    try:
        return cache.incr(key) > A_MINUTE
    except ValueError:  # pushed out of a full cache just now
        return False


def _parsed(body: bytes) -> dict[str, Any] | None:
    """The rule, where and what; without ids, names and words that addresses may hold."""
    try:
        said = json.loads(body)["csp-report"]
        directive = said.get("effective-directive") or said["violated-directive"].split()[0]
        found = {
            "directive": directive if WORD.fullmatch(directive) else "unknown",
            "page": _route(said.get("document-uri", "")),
            "blocked": _origin(said.get("blocked-uri", "")),
            "source": _source(said.get("source-file", "")),
            "row": int(said.get("line-number", 0)),
        }
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return None
    return found


def _route(address: str) -> str:
    """The shape of our address, such as `sv/verify/<str:code>/`."""
    path = urlsplit(address).path
    with translation.override(translation.get_language_from_path(path)):
        try:
            return resolve(path).route
        except Resolver404:
            return "unknown"


def _origin(address: str) -> str:
    """A word such as `inline` or `data`, or scheme and host."""
    parts = urlsplit(address)
    if parts.netloc:
        return f"{parts.scheme}://{parts.hostname}"[:100]
    word = parts.scheme or address
    return word if WORD.fullmatch(word) else "unknown"


def _source(address: str) -> str:
    """The path of a static file, else what `_origin` says."""
    path = urlsplit(address).path
    return path[:200] if path.startswith("/static/") else _origin(address)
