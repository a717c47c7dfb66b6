"""The addresses of what people do, as templates, for tools that drive the product from outside."""

import re
from typing import Any

from django.urls import get_resolver
from django.utils import translation

from courses.models import CourseIndexPage

ACTIONS = {
    "login": ("GET", "account_login"),
    "signup": ("GET", "account_signup"),
    "my_learning": ("GET", "learning:my_learning"),
    "enroll": ("POST", "learning:enroll"),
    "withdraw": ("POST", "learning:withdraw"),
    "resume": ("GET", "learning:resume"),
    "lesson": ("GET", "learning:lesson"),
    "save_place": ("POST", "learning:place"),
    "mark_done": ("POST", "learning:outcome"),
    "quiz_start": ("POST", "learning:start_attempt"),
    "quiz_attempt": ("GET", "learning:attempt"),
    "quiz_save": ("POST", "learning:save_answer"),
    "quiz_save_all": ("POST", "learning:save_answers"),
    "quiz_submit": ("POST", "learning:submit"),
    "quiz_result": ("GET", "learning:attempt"),
    "read": ("GET", "learning:read"),
    "practice": ("GET", "assessments:practice"),
    "certificate": ("GET", "certificates:detail"),
    "certificate_pdf": ("GET", "certificates:pdf"),
    "verify": ("GET", "certificates:verify"),
    "report_error": ("GET", "home:report"),
    "health": ("GET", "healthz"),
    "ready": ("GET", "readyz"),
}


def routes() -> list[dict[str, Any]]:
    """Name, method and URL template of each action; `{language}` is sv or en."""
    named = [
        {"name": name, "method": method, "url": template(view)}
        for name, (method, view) in ACTIONS.items()
    ]
    return [*_catalogues(), *named]


def template(view: str) -> str:
    """The address of a named view with its parts in braces."""
    with translation.override("sv"):
        prefix, resolver = "", get_resolver()
        *spaces, name = view.split(":")
        for space in spaces:
            before, resolver = resolver.namespace_dict[space]
            prefix += before
        shape = resolver.reverse_dict.getlist(name)[-1][0][0][0]
    address = re.sub(r"%\((\w+)\)s", r"{\1}", f"/{prefix}{shape}")
    return re.sub(r"^/sv/", "/{language}/", address)


def _catalogues() -> list[dict[str, Any]]:
    pages = CourseIndexPage.objects.live().select_related("locale")
    urls = {page.locale.language_code: page.relative_url(None) for page in pages}
    return [
        {"name": "catalogue", "method": "GET", "url": urls},
        {
            "name": "course",
            "method": "GET",
            "url": {code: f"{url}{{center}}/{{course}}/" for code, url in urls.items()},
        },
    ]
