"""Every address of the product."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern
from wagtail.views import serve

from certificates.views import verify
from home.views import page, robots, sitemap
from lms.core.content_policy import report
from lms.core.uploads import image
from lms.core.views import styleguide
from lms.reports import views as reports
from lms.users.doors import callback


def closed(request: HttpRequest, **_rest: object) -> HttpResponse:
    """What the editor would offer besides.

    Passwords are reset at one's account only, nobody with records is deleted, and nothing fails on
    purpose.
    """
    return HttpResponseNotFound()


# What allauth answers whoever tries too often.
handler429 = "lms.users.views.too_many"

urlpatterns = [
    path("healthz", reports.healthz, name="healthz"),
    path("readyz", reports.readyz, name="readyz"),
    path("csp-report/", report, name="csp_report"),
    path("robots.txt", robots),
    path("sitemap.xml", sitemap),
    path(
        "cms/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
    ),
    path("cms/password_reset/", closed),
    path("cms/password_reset/<path:rest>", closed),
    path("cms/users/delete/<int:pk>/", closed),
    path("cms/bulk/users/user/delete/", closed),
    path("cms/test404/", closed),
    path("cms/failwhale/", closed),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/images/<path:name>", image, name="image"),
    # On paper and in square codes: without a language, and it never moves.
    path("verify/<str:code>/", verify, name="verify_printed"),
    callback,
    *i18n_patterns(
        path("accounts/", include("lms.users.doors")),
        path("account/", include("lms.users.urls")),
        *([path("demo/", include("lms.demo.urls"))] if settings.DEMO else []),
        *(
            [path("styleguide/", styleguide, name="styleguide")]
            if settings.DEBUG or settings.DEMO
            else []
        ),
        path("", include("lms.learning.urls")),
        path("", include("lms.reports.urls")),
        path("", include("certificates.urls")),
        path("", include("courses.assessments.urls")),
        path("", include("home.urls")),
        path("", include("home.centers.urls")),
        # Where Wagtail sends readers of a restricted page: to the one door.
        path(
            "sign-in/",
            RedirectView.as_view(pattern_name="account_login", query_string=True),
            name="wagtailcore_login",
        ),
        # Every page; the second name is the one Wagtail asks for when it writes an address.
        re_path(serve_pattern, page, name="page"),
        re_path(serve_pattern, serve, name="wagtail_serve"),
    ),
]
