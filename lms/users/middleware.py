"""What stands before every page of somebody who is signed in."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from lms.core import clock
from lms.users import grace
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


class SecondStepMiddleware:
    """Lets nobody further than to their security pages who needs a second step and has none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Reads nothing that is not read anyway; without a sign-in cookie nothing at all."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        match = request.resolver_match
        if grace.is_over(request, at=clock.now()) and match and match.url_name not in grace.OPEN:
            return redirect("mfa_index")
        return None
