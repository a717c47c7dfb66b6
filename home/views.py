"""The front door: every page's address, the network's own pages, and the form for mistakes."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.views import serve

from home import actions, links, selectors
from home.forms import ReportForm, local_path
from home.models import CenterIndexPage, CenterPage, HomePage, StandardPage
from lms.core import clock
from lms.core.page_cache import cacheable


@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    """Show the page at this address.

    The map of links knows it, so the walk down the tree (two statements a level) is not needed.
    What the map does not know, or somebody has restricted, goes Wagtail's way.
    """
    link = links.link_map().by_url.get(request.path)
    row = links.page_of(link) if link and not link.restricted else None
    response: HttpResponse = row.serve(request) if row else serve(request, path)
    return response


def home(request: HttpRequest, page: HomePage) -> HttpResponse:
    """The start page."""
    return cacheable(render(request, "home/home_page.html", {"page": page}))


def standard(request: HttpRequest, page: StandardPage) -> HttpResponse:
    """About, privacy, accessibility, help."""
    return cacheable(render(request, "home/standard_page.html", {"page": page}))


def center_index(request: HttpRequest, page: CenterIndexPage) -> HttpResponse:
    """All centers on a map and in a list."""
    context = {"page": page, "centers": selectors.centers()}
    return cacheable(render(request, "home/center_index_page.html", context))


def center(request: HttpRequest, page: CenterPage) -> HttpResponse:
    """What one center has, knows and keeps, and whom to ask."""
    context = {"page": page, "shown": selectors.center_view(page)}
    return cacheable(render(request, "home/center_page.html", context))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines need not read."""
    return render(request, "home/robots.txt", {"site": settings.SITE_URL}, "text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page with its sister in the other language."""
    context = {"site": settings.SITE_URL, "groups": selectors.public_pages()}
    return render(request, "home/sitemap.xml", context, "application/xml")


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Tell whoever owns a page that something on it is wrong."""
    if request.method != "POST":
        about = local_path(request.GET.get("page", ""))
        form = ReportForm(initial={"page": about})
        sent = request.GET.get("sent") == "1"
        return render(request, "home/report.html", {"form": form, "about": about, "sent": sent})
    form = ReportForm(request.POST)
    if not form.is_valid():
        about = local_path(request.POST.get("page", ""))
        context = {"form": form, "about": about}
        return render(request, "home/report.html", context, status=422)
    about = form.cleaned_data["page"]
    actions.report_page(
        path=about,
        text=form.cleaned_data["text"],
        reply_to=form.cleaned_data["reply_to"],
        owner=selectors.owner_of(about),
        at=clock.now(),
    )
    return redirect(f"{reverse('home:report')}?{urlencode({'sent': 1, 'page': about})}")
