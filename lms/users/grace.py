"""The one sign-in without a second step that is let through to set it up.

`User.factor_asked_at` says since when a step is asked for and missing, so that a page of anybody
else costs nothing. Sessions from before that, and the one that is let in, hold for a day.
"""

from datetime import datetime, timedelta

from django.http import HttpRequest

from lms.users import actions, selectors
from lms.users.models import User

LASTS = timedelta(days=1)
# What answers afterwards: setting it up, proving who one is, and leaving.
OPEN = frozenset(
    {
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_logout",
        "csp_report",
    }
)
_KEY = "second_step_grace"


def begin(request: HttpRequest, person: User, *, at: datetime) -> bool:
    """Decide at a sign-in whether a step is asked for; says whether it is, and missing."""
    if person.factor_asked_at is None and not person.is_superuser:
        return False
    if selectors.has_factor(person):
        return False
    if not _needs(person, at):
        actions.stop_asking(person=person, at=at)
        return False
    actions.ask_for_factor(person=person, at=at)
    if actions.let_in_once(person=person, at=at):
        request.session[_KEY] = at.isoformat()
    return True


def _needs(person: User, at: datetime) -> bool:
    enters_editor: bool = person.has_perm("wagtailadmin.access_admin")
    return enters_editor or selectors.needs_factor(person, at)


def is_over(request: HttpRequest, *, at: datetime) -> bool:
    """Whether the person of this session has to set up a step before anything else."""
    person = request.user
    if not isinstance(person, User) or person.factor_asked_at is None:
        return False
    if at - (person.factor_grace_at or person.factor_asked_at) > LASTS:
        return True
    given = person.factor_grace_at
    return given is not None and request.session.get(_KEY) != given.isoformat()
