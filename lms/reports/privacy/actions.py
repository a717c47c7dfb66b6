"""Asking for a copy of what is held about oneself, and closing one's account."""

import tempfile
from datetime import datetime, timedelta

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from home.centers.models import Delegation
from lms.core import events, jobs, mails
from lms.core.models import Job
from lms.notifications import actions as notifications
from lms.notifications.actions import Letter
from lms.notifications.models import Mail
from lms.reports.privacy import archive, kinds
from lms.reports.privacy.models import DataCopy
from lms.users.models import User

KEPT = timedelta(days=7)


class StillActs(Exception):
    """The person holds a role; somebody has to take it over before the account is closed."""


@transaction.atomic
def ask_for_copy(*, person: User, at: datetime) -> DataCopy:
    """Have a copy made; while one is, that one. One that could not be made is tried again."""
    User.objects.select_for_update().get(pk=person.pk)
    copy = DataCopy.objects.under_way().filter(person=person).first()
    if copy:
        jobs.retry(key=f"copy:{copy.pk}", at=at)
        return copy
    copy = DataCopy.objects.create(person=person, asked_at=at)
    events.record("person.copy_asked", subject=person, actor=person, at=at)
    jobs.enqueue("data.copy", key=f"copy:{copy.pk}", args={"copy": copy.pk}, at=at)
    return copy


def make_copy(*, copy: DataCopy, at: datetime) -> None:
    """Write the file, and say so once. Whoever left meanwhile gets none; older ones go."""
    if copy.ready_at or copy.gone_at:
        return
    with tempfile.TemporaryFile() as file:
        archive.write(file, person=copy.person, at=at)
        # What a death left half written; a name that is taken would become another one.
        default_storage.delete(copy.file)
        default_storage.save(copy.file, File(file))
    if not _tell(copy, at):
        default_storage.delete(copy.file)


@transaction.atomic
def _tell(copy: DataCopy, at: datetime) -> bool:
    person = User.objects.select_for_update().get(pk=copy.person_id)
    row = DataCopy.objects.get(pk=copy.pk)
    if row.gone_at or not person.is_current:
        return False
    row.ready_at, row.until = at, at + KEPT
    row.save(update_fields=["ready_at", "until"])
    for older in DataCopy.objects.filter(person=person, gone_at=None).exclude(pk=row.pk):
        jobs.enqueue("data.drop", key=f"drop:{older.pk}:now", args={"copy": older.pk}, at=at)
    jobs.enqueue(
        "data.drop", key=f"drop:{row.pk}", args={"copy": row.pk}, at=at, run_after=row.until
    )
    notifications.notify(recipient=person, kind="data_ready", key=f"copy:{row.uid}", data={}, at=at)
    return True


def drop_copy(*, copy: DataCopy, at: datetime) -> None:
    """Delete the file; a second time nothing happens."""
    default_storage.delete(copy.file)
    DataCopy.objects.filter(pk=copy.pk, gone_at=None).update(gone_at=at)


def close_account(*, person: User, at: datetime) -> None:
    """Erase what nobody has a duty to keep, and shut every door. Raises StillActs.

    The old address is told; the letter goes too once it has had its time to leave.
    """
    # Written before the transaction, which waits for no template.
    texts = mails.render("account_closed", language=person.language, context={"person": person})
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=person.pk)
        if not row.is_current:
            return
        if Delegation.objects.not_over(at=at).filter(person=row).exists():
            raise StillActs
        address = row.email
        kinds.erase(row, at=at)
        events.record("person.account_closed", subject=row, actor=row, at=at)
        if address:
            _say_farewell(person=row, address=address, texts=texts, at=at)


def _say_farewell(*, person: User, address: str, texts: mails.Texts, at: datetime) -> None:
    key = f"closed:{person.uid}"
    letter = Letter(key=key, to_address=address, texts=texts, kind="account_closed")
    notifications.post(letters=[letter], at=at)
    jobs.enqueue(
        "data.forget_letter", key=f"forget:{key}", args={"mail": key}, at=at, run_after=at + KEPT
    )


@transaction.atomic
def forget_letter(*, key: str) -> None:
    """The last place where the address of somebody who left stands."""
    Job.objects.open().filter(key=f"deliver:{key}").delete()
    Mail.objects.filter(key=key).delete()
