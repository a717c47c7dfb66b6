"""The product's addresses, and some that fail on purpose."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import path

from lms import urls
from lms.users.views import too_many

handler429 = urls.handler429


def bad(request: HttpRequest) -> HttpResponse:
    """What nobody could read."""
    raise SuspiciousOperation


def forbidden(request: HttpRequest) -> HttpResponse:
    """What nobody may open."""
    raise PermissionDenied


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    raise ZeroDivisionError


urlpatterns = [
    path("fails/400/", bad),
    path("fails/403/", forbidden),
    path("fails/429/", too_many),
    path("fails/500/", broken),
    *urls.urlpatterns,
]
