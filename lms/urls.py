"""Every address of the product."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


def closed(request: HttpRequest, rest: str = "") -> HttpResponse:
    """The editor's own password reset: people reset passwords at their account only."""
    return HttpResponseNotFound()


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path(
        "cms/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
    ),
    path("cms/password_reset/", closed),
    path("cms/password_reset/<path:rest>", closed),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *i18n_patterns(
        path("accounts/", include("allauth.urls")),
        path("", include(wagtail_urls)),
    ),
]
