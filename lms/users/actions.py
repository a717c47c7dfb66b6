"""What people change about their own account, and what is asked of them before they come in."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import encrypt
from django.db import transaction

from lms.core import events
from lms.core.models import Event
from lms.users import selectors
from lms.users.models import SignIn, User

# For how long a person can see when and how somebody came in as them.
SIGN_INS_KEPT = timedelta(days=90)


class NothingToReset(Exception):
    """The person has neither app nor passkey nor codes."""


class OwnFactor(Exception):
    """Nobody resets their own second step."""


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


@transaction.atomic
def ask_for_factor(*, person: User, at: datetime) -> bool:
    """Ask the person for a second step from now on; says whether that is new.

    Nothing changes for whoever has one, or was asked before.
    """
    row = User.objects.select_for_update().get(pk=person.pk)
    new = row.factor_asked_at is None and not selectors.has_factor(row)
    if new:
        _remember(row, asked_at=at, grace_at=None)
        events.record("person.factor_asked", subject=row, at=at)
    person.factor_asked_at, person.factor_grace_at = row.factor_asked_at, row.factor_grace_at
    return new


@transaction.atomic
def let_in_once(*, person: User, at: datetime) -> bool:
    """Let a sign-in through without the second step that is asked for; false when one was before.

    Two at once: one of them comes in.
    """
    row = User.objects.select_for_update().get(pk=person.pk)
    if row.factor_asked_at is None or row.factor_grace_at is not None:
        return False
    _remember(row, asked_at=row.factor_asked_at, grace_at=at)
    person.factor_grace_at = at
    events.record("person.let_in_without_factor", subject=row, actor=row, at=at)
    return True


@transaction.atomic
def stop_asking(*, person: User, at: datetime) -> None:
    """The person has a second step now, or acts for nobody else any more."""
    row = User.objects.select_for_update().get(pk=person.pk)
    _remember(row, asked_at=None, grace_at=None)
    person.factor_asked_at = person.factor_grace_at = None


def _remember(row: User, *, asked_at: datetime | None, grace_at: datetime | None) -> None:
    row.factor_asked_at, row.factor_grace_at = asked_at, grace_at
    row.save(update_fields=["factor_asked_at", "factor_grace_at"])


@transaction.atomic
def factor_added(*, person: User, kind: str, at: datetime) -> None:
    """Leave a trace of an app, passkey or set of codes; it was what was asked for."""
    events.record("person.factor_added", subject=person, actor=person, at=at, data={"kind": kind})
    if person.factor_asked_at and selectors.has_factor(person):
        stop_asking(person=person, at=at)


@transaction.atomic
def factor_removed(*, person: User, kind: str, at: datetime) -> None:
    """Leave a trace of an app, passkey or set of codes that is gone.

    Where the last one went after all, and one is needed, it is asked for again.
    """
    events.record("person.factor_removed", subject=person, actor=person, at=at, data={"kind": kind})
    if not selectors.has_factor(person) and selectors.needs_factor(person, at):
        ask_for_factor(person=person, at=at)


@transaction.atomic
def add_app(*, person: User, secret: str, at: datetime, seed: str = "") -> None:
    """Give the person an app with that secret, and recovery codes out of `seed` or of chance.

    A second call changes nothing.
    """
    row = User.objects.select_for_update().get(pk=person.pk)
    if selectors.has_factor(row):
        return
    TOTP.activate(row, secret)
    codes = RecoveryCodes.activate(row).instance
    if seed:
        codes.data = {**codes.data, "seed": encrypt(seed)}
        codes.save(update_fields=["data"])
    factor_added(person=row, kind=Authenticator.Type.TOTP, at=at)
    person.factor_asked_at, person.factor_grace_at = row.factor_asked_at, row.factor_grace_at


@transaction.atomic
def reset_factors(*, person: User, by: User, reason: str, at: datetime) -> Event:
    """Take away all of a person's second steps, because they are lost; `by` says why.

    Who may is decided by the caller. Whoever needs one is asked for a new one, and comes in once
    without. Raises OwnFactor and NothingToReset.
    """
    if person.pk == by.pk:
        raise OwnFactor
    row = User.objects.select_for_update().get(pk=person.pk)
    kinds = sorted(selectors.factor_kinds(row))
    if not kinds:
        raise NothingToReset
    Authenticator.objects.filter(user=row).delete()
    event = events.record(
        "person.factors_reset", subject=row, actor=by, at=at, reason=reason, data={"kinds": kinds}
    )
    if selectors.needs_factor(row, at):
        ask_for_factor(person=row, at=at)
    person.factor_asked_at, person.factor_grace_at = row.factor_asked_at, row.factor_grace_at
    return event


def signed_in(*, person: User, way: str, device: str, at: datetime) -> None:
    """Keep that somebody came in. One statement, and nothing to hold together."""
    SignIn(person=person, way=way, device=device, at=at).save(force_insert=True)


def forget_sign_ins(*, at: datetime) -> int:
    """Delete what is older than it has to be; how many."""
    gone, _each = SignIn.objects.filter(at__lt=at - SIGN_INS_KEPT).delete()
    return gone
