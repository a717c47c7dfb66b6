"""What people change about their own account."""

from datetime import datetime

from django.db import transaction

from lms.core import events
from lms.users.models import User


@transaction.atomic
def sign_up(*, person: User) -> User:
    """Store a person who filled in the form; raises IntegrityError where the address has one."""
    person.save(force_insert=True)
    return person


@transaction.atomic
def change_profile(
    *,
    person: User,
    display_name: str,
    language: str,
    time_zone: str,
    single_key_shortcuts: bool,
    at: datetime,
) -> list[str]:
    """Store what differs; returns the names of these fields. The trail holds no text."""
    wanted = {
        "display_name": display_name,
        "language": language,
        "time_zone": time_zone,
        "single_key_shortcuts": single_key_shortcuts,
    }
    row = User.objects.select_for_update().get(pk=person.pk)
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name, value in wanted.items():
        setattr(row, name, value)
        setattr(person, name, value)
    if changed:
        row.save(update_fields=changed)
        events.record(
            "person.profile_changed", subject=row, actor=row, at=at, data={"fields": changed}
        )
    return changed


@transaction.atomic
def forget_password(*, person: User, at: datetime) -> None:
    """Take away a password that somebody set before the address was known to be theirs.

    Otherwise a stranger could open an account with another's address, wait until its owner comes in
    by a code, and then share the account.
    """
    if not person.has_usable_password():
        return
    person.set_unusable_password()
    person.save(update_fields=["password"])
    events.record("person.password_forgotten", subject=person, actor=person, at=at)


@transaction.atomic
def note(*, name: str, person: User, at: datetime) -> None:
    """Leave a trace of a change that allauth has just made."""
    events.record(name, subject=person, actor=person, at=at)
