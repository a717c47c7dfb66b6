"""Pages that are the same for everybody are drawn once for each content version.

Only a view can say that its page is such a one (`cacheable`): no form that posts, no token, no
name, no cookie. Whoever carries a session or a message gets a page of their own, and every other
page says that it must not be stored anywhere.
"""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_path

from lms.core import content
from lms.core.build import build

# Everybody asks again each time and mostly hears "not modified": a correction is seen at once.
SHARED = "public, max-age=0, must-revalidate"
PERSONAL = "private, no-store"
VARY = ("Cookie", "HX-Request", "HX-History-Restore-Request", "Accept-Encoding")
KEPT_SECONDS = 24 * 3600
LONGEST_ADDRESS = 500


def cacheable(response: HttpResponse) -> HttpResponse:
    """Mark a page that holds nothing of the person who reads it."""
    response.is_the_same_for_all = True  # type: ignore[attr-defined]
    return response


@dataclass(frozen=True)
class Kept:
    """A page as it is sent: compressed once, with its mark."""

    body: bytes
    headers: dict[str, str]
    etag: str


class PageCacheMiddleware:
    """Answers people without a session from memory; one statement, for the content version."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.cache = caches["pages"]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with content.one_version():
            if not _is_stranger(request):
                return _guarded(self.get_response(request))
            key = _key(request)
            kept: Kept | None = self.cache.get(key)
            if kept is None:
                response = self.get_response(request)
                if not _may_keep(response):
                    return _guarded(response)
                kept = _kept(response)
                self.cache.set(key, kept, KEPT_SECONDS)
            return _answer(request, kept)


def _is_stranger(request: HttpRequest) -> bool:
    personal = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name}
    return (
        request.method in {"GET", "HEAD"}
        and not settings.DEBUG
        and personal.isdisjoint(request.COOKIES)
        and "Authorization" not in request.headers
        and get_language_from_path(request.path_info) is not None
        and len(request.get_full_path()) <= LONGEST_ADDRESS
    )


def _key(request: HttpRequest) -> str:
    parts = (
        str(content.version()),
        build(),
        request.scheme or "",
        request.get_host(),
        request.get_full_path(),
        request.headers.get("HX-Request", ""),
        request.headers.get("HX-History-Restore-Request", ""),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _may_keep(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and getattr(response, "is_the_same_for_all", False)
        and not response.streaming
        and not response.cookies
    )


def _kept(response: HttpResponse) -> Kept:
    patch_vary_headers(response, VARY)
    response["Cache-Control"] = SHARED
    return Kept(
        body=gzip.compress(response.content, compresslevel=6, mtime=0),
        headers={name: value for name, value in response.items() if name != "Content-Length"},
        etag=f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"',
    )


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    response: HttpResponse
    if kept.etag in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(kept.body)
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(gzip.decompress(kept.body))
    response["ETag"] = kept.etag
    for name, value in kept.headers.items():
        response[name] = value
    return response


def _guarded(response: HttpResponse) -> HttpResponse:
    if not response.has_header("Cache-Control"):
        response["Cache-Control"] = PERSONAL
    return response
