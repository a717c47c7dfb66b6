"""The measure of all things here: a plain Django view with one query and a template.

Served exactly as the product is. What it costs is called D.
"""

import os
from typing import Any

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

PAGE = """<!doctype html><html lang="en"><title>{{ kind.model }}</title>
<h1>{{ kind.app_label }}</h1>
<ul>{% for number in numbers %}<li class="{% if number == 3 %}here{% endif %}">{{ number }}</li>
{% endfor %}</ul></html>"""


def configure(database: dict[str, Any]) -> None:
    """Settings without middleware, and the product's database."""
    settings.configure(
        SECRET_KEY="bench",  # noqa: S106
        DEBUG=False,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        DATABASES={"default": database},
        INSTALLED_APPS=["django.contrib.contenttypes"],
        MIDDLEWARE=[],
        LOGGING_CONFIG=None,
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [
                        (
                            "django.template.loaders.cached.Loader",
                            [("django.template.loaders.locmem.Loader", {"page.html": PAGE})],
                        )
                    ]
                },
            }
        ],
    )
    django.setup()


def view(request: HttpRequest) -> HttpResponse:
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415  needs settings
    from django.shortcuts import render  # noqa: PLC0415

    kind = ContentType.objects.get(pk=1)
    return render(request, "page.html", {"kind": kind, "numbers": range(10)})


urlpatterns = [path("", view)]

if not settings.configured:
    from pathlib import Path

    from lms.settings.database import database

    configure(database(os.environ["RAW_DATABASE_URL"], Path()))
application = get_wsgi_application()
