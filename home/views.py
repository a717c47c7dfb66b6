"""The front door: every page's address, and the form that reports a mistake."""

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.views import serve

from home import links


@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    """Show the page at this address.

    The map of links knows it, so the walk down the tree (two statements a level) is not needed.
    What the map does not know, or somebody has restricted, goes Wagtail's way.
    """
    link = links.link_map().by_url.get(request.path)
    if link is None or link.restricted:
        response: HttpResponse = serve(request, path)
        return response
    row = apps.get_model(link.model).objects.filter(pk=link.page_id, live=True).first()
    return row.serve(request) if row else serve(request, path)
