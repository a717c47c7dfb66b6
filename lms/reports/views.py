"""Two addresses for machines."""

from django.http import HttpRequest, JsonResponse

from lms.core import clock
from lms.reports.health import readiness


def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"alive": True})


def readyz(request: HttpRequest) -> JsonResponse:
    """The process can serve; 503 where it cannot."""
    found = readiness(at=clock.now())
    return JsonResponse(found, status=200 if found["ready"] else 503)
