"""Shows times as the signed-in person's clock shows them."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from lms.users.models import User


class TimeZoneMiddleware:
    """Activates a person's time zone; without a sign-in cookie it looks at nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        zone = ZoneInfo(person.time_zone) if isinstance(person, User) else None
        with timezone.override(zone):
            return self.get_response(request)
