"""Which methods are answered at all: pages are read by GET and changed by POST."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

ANSWERED = ("GET", "HEAD", "OPTIONS", "POST")
# Scripts of the editor: a hint that was put away, and a preview that nobody looks at any more.
BY_NAME = {
    "PATCH": {"wagtailadmin_dismissibles"},
    "DELETE": {"preview_on_add", "preview_on_edit"},
}


class KnownMethodsMiddleware:
    """Refuses whatever else before a view is called.

    Views built from classes take a PUT for a POST without its fields.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """405 for methods that the address does not know."""
        method, match = request.method or "", request.resolver_match
        named = BY_NAME.get(method, set())
        if method in ANSWERED or (match and match.url_name in named):
            return None
        return HttpResponseNotAllowed(ANSWERED)
