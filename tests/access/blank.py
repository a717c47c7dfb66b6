"""Templates that are always found and draw nothing.

Who may open a page is decided before it is drawn, and drawing is nine tenths of the time.
"""

from typing import Any

from django.http import HttpRequest
from django.template.backends.base import BaseEngine
from django.template.base import Origin


class Blank:
    """Any template."""

    def __init__(self, name: str) -> None:
        self.name, self.origin = name, Origin(name)

    def render(self, context: object = None, request: HttpRequest | None = None) -> str:
        return ""


class BlankTemplates(BaseEngine):
    """For settings.TEMPLATES."""

    def __init__(self, params: dict[str, Any]) -> None:
        params = params.copy()
        params.pop("OPTIONS", None)
        super().__init__(params)

    def from_string(self, template_code: str) -> Blank:
        return Blank("")

    def get_template(self, template_name: str) -> Blank:
        return Blank(template_name)


SETTINGS = [
    {
        "BACKEND": "tests.access.blank.BlankTemplates",
        "NAME": "django",
        "DIRS": [],
        "APP_DIRS": False,
    }
]
