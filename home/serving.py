"""How a page's address leads to the view that shows it."""

from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string


class Served:
    """Goes before Page. `view` names the function that shows the page: views import pages, so a
    page can only name its view."""

    view: ClassVar[str]

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response: HttpResponse = import_string(self.view)(request, self)
        return response
