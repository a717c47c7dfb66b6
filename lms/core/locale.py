"""The language of a request comes from its address."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import Resolver404, get_urlconf, resolve
from django.utils import translation

# The door that takes any address: what only it would take is not there, whatever the language.
PAGE_DOORS = {"page", "wagtail_serve"}


class AddressLocaleMiddleware(LocaleMiddleware):
    """Django's, except that an unknown address without a language stays a 404.

    Pages are served by a pattern that takes every address, so Django would send each of them on to
    `/sv/…` only to say there that it does not exist.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        unprefixed = not translation.get_language_from_path(request.path_info)
        if response.status_code == 404 and unprefixed and not _has_home(request.path_info):
            response.headers.setdefault("Content-Language", translation.get_language())
            return response
        answered: HttpResponseBase = super().process_response(request, response)
        return answered


def _has_home(path: str) -> bool:
    if path == "/":
        return True
    try:
        match = resolve(f"/{translation.get_language()}{path}", get_urlconf())
    except Resolver404:
        return False
    return match.url_name not in PAGE_DOORS
