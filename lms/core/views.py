"""Pages that belong to no room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lms.core.styleguide import specimens


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component with invented values; wired only where DEBUG or DEMO is on."""
    return render(request, "styleguide.html", specimens())
