"""How long something takes, as people say it."""

from django.utils.translation import gettext as _


def length(minutes: int) -> str:
    """Whole minutes in the active language: 150 is "2 h 30 min", 0 is "0 min"."""
    hours, rest = divmod(int(minutes), 60)
    parts = []
    if hours:
        parts.append(_("%(hours)d h") % {"hours": hours})
    if rest or not hours:
        parts.append(_("%(minutes)d min") % {"minutes": rest})
    return " ".join(parts)
