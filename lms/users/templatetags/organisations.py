"""Through whom people may sign in, for the page with the doors."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def organisations() -> list[dict[str, str]]:
    """The id and name of each; none unless the installation names some."""
    return [{"id": row["id"], "name": row["name"]} for row in settings.OIDC_PROVIDERS]
