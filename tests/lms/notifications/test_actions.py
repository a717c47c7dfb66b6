"""One notice is one mail, in its reader's language, whatever is repeated or dies in between."""

from contextlib import nullcontext
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lms.core import clock, jobs
from lms.core.models import Job
from lms.notifications import actions, delivery, handlers
from lms.notifications.models import Mail, Notification
from lms.users.models import User
from tests.factories.users import account

pytestmark = pytest.mark.django_db
AT = clock.now() - timedelta(hours=1)
CERTIFICATE = "5f0c2a52-7d0b-4a0e-9a46-9c6f6a5f7a10"
DATA = {"certificate": CERTIFICATE, "titles": {"sv": "Kallt kväve", "en": "Cold nitrogen"}}


def tell(person: User, key: str = "completion:1") -> Notification:
    return actions.notify(recipient=person, kind="completed", key=key, data=DATA, at=AT)


def sent(folder: Path) -> list[EmailMessage]:
    files = sorted(folder.glob("*.eml"))
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


def text(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part
    return str(part.get_content())


def test_telling_costs_two_statements() -> None:
    person = account()
    with CaptureQueriesContext(connection) as queries:
        tell(person)
    spoken = [q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "SELECT", "UPDATE"}]
    assert len(spoken) == 2


def test_a_second_telling_changes_nothing() -> None:
    person = account()
    first = tell(person)
    again = actions.notify(recipient=person, kind="completed", key=first.key, data={}, at=AT)
    assert again.pk == first.pk
    assert Notification.objects.get().data == DATA
    assert Job.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "subject", "path"),
    [
        ("sv", "Kallt kväve", f"/sv/certificates/{CERTIFICATE}/"),
        ("en", "Your certificate for Cold nitrogen", f"/en/certificates/{CERTIFICATE}/"),
    ],
)
def test_the_mail_is_in_the_reader_s_language(
    outbox: Path, language: str, subject: str, path: str
) -> None:
    tell(account(language=language))
    jobs.drain()
    (message,) = sent(outbox)
    assert subject in message["Subject"]
    assert message["To"] == "elin@example.org"
    assert path in text(message)
    assert path in text(message, "html")
    assert f'lang="{language}"' in text(message, "html")


def test_the_mail_says_who_it_is_from_and_asks_for_no_automatic_answer(outbox: Path) -> None:
    tell(account())
    jobs.drain()
    (message,) = sent(outbox)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"] == formatdate(Mail.objects.get().created_at.timestamp())
    assert message["Message-ID"] == delivery.message_id("completion:1")


def test_a_name_cannot_bring_markup_or_headers_into_a_mail(outbox: Path) -> None:
    person = account(language="en")
    person.display_name = "<b>Elin</b> & co"
    person.save()
    data = {**DATA, "titles": {"sv": "x", "en": "A & B\nBcc: spy@example.org"}}
    actions.notify(recipient=person, kind="completed", key="k", data=data, at=AT)
    jobs.drain()
    (message,) = sent(outbox)
    assert message["Subject"] == "Your certificate for A & B Bcc: spy@example.org"
    assert message["Bcc"] is None
    assert "<b>Elin</b> & co" in text(message)
    assert "&lt;b&gt;Elin&lt;/b&gt; &amp; co" in text(message, "html")


@pytest.mark.parametrize("change", ["left", "merged", "no address"])
def test_whoever_is_gone_gets_nothing(outbox: Path, change: str) -> None:
    person = account()
    tell(person)
    _gone(person, change)
    jobs.drain()
    assert sent(outbox) == []
    assert not Mail.objects.exists()


@pytest.mark.parametrize("change", ["left", "merged"])
def test_whoever_goes_before_the_mail_leaves_gets_nothing(outbox: Path, change: str) -> None:
    person = account()
    actions.compose(notification=tell(person), at=AT)
    _gone(person, change)
    jobs.drain()
    assert sent(outbox) == []
    assert Mail.objects.get().sent_at is None


def _gone(person: User, change: str) -> None:
    if change == "left":
        person.is_active = False
    elif change == "merged":
        person.merged_into = account("other@example.org")
    else:
        person.email = None
    person.save()


@pytest.mark.parametrize(("days", "mails"), [(6, 1), (8, 0)])
def test_old_news_is_not_mailed(outbox: Path, days: int, mails: int) -> None:
    told = clock.now() - timedelta(days=days)
    actions.notify(recipient=account(), kind="completed", key="k", data=DATA, at=told)
    jobs.drain()
    assert len(sent(outbox)) == mails


def test_writing_twice_keeps_the_first_text(outbox: Path) -> None:
    person = account(language="sv")
    notification = tell(person)
    actions.compose(notification=notification, at=AT)
    person.language = "en"
    person.save()
    notification.refresh_from_db()
    actions.compose(notification=notification, at=AT)
    assert Mail.objects.get().kind == "completed"
    assert 'lang="sv"' in Mail.objects.get().html
    assert Job.objects.filter(kind="mail.deliver").count() == 1


class Died(BaseException):
    """The process was killed: no handler of errors runs."""


@pytest.mark.parametrize("point", ["rendering", "keeping", "sending", "noting"])
def test_a_death_anywhere_loses_no_mail_and_doubles_none(
    outbox: Path, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    for number in range(5):
        tell(account(f"p{number}@example.org"), key=f"completion:{number}")
    with monkeypatch.context() as broken:
        _kill_at(point, broken)
        for key in Job.objects.values_list("key", flat=True):
            with pytest.raises(Died) if point in {"rendering", "keeping"} else nullcontext():
                jobs.run(key=key, at=AT)
        _die_while_delivering(point)
    _leases_run_out()
    jobs.drain()
    jobs.drain()
    assert len(sent(outbox)) == 5
    assert len({message["Message-ID"] for message in sent(outbox)}) == 5
    assert Mail.objects.exclude(sent_at=None).count() == 5


def _kill_at(point: str, patch: pytest.MonkeyPatch) -> None:
    def die(*_args: Any, **_named: Any) -> None:
        raise Died

    if point == "rendering":
        patch.setattr("lms.core.mails.render", die)
    elif point == "keeping":
        patch.setattr(actions, "post", die)
    elif point == "sending":
        patch.setattr(delivery.FolderBackend, "_write", die)
    else:
        after = delivery.hand_over

        def sent_and_dead(mail: Mail) -> None:
            after(mail)
            raise Died

        patch.setattr(delivery, "hand_over", sent_and_dead)


def _die_while_delivering(point: str) -> None:
    if point in {"sending", "noting"}:
        for key in Job.objects.filter(kind="mail.deliver").values_list("key", flat=True):
            with pytest.raises(Died):
                jobs.run(key=key, at=AT)


def _leases_run_out() -> None:
    Job.objects.filter(state=Job.State.RUNNING).update(lease_until=AT)


def test_delivering_again_after_the_note_sends_nothing(outbox: Path) -> None:
    tell(account())
    jobs.drain()
    mail = Mail.objects.get()
    (file,) = outbox.glob("*.eml")
    file.unlink()
    handlers.deliver(at=AT, mail=mail.key)
    assert sent(outbox) == []


def test_a_server_that_is_away_gets_the_mail_later_and_once(outbox: Path, settings: Any) -> None:
    folder = settings.MAIL_DELIVERY
    settings.MAIL_DELIVERY = {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 1},
    }
    tell(account())
    jobs.drain()
    waiting = Job.objects.get(kind="mail.deliver")
    assert (waiting.state, waiting.attempts) == (Job.State.QUEUED, 1)
    assert "@" not in waiting.last_error
    settings.MAIL_DELIVERY = folder
    jobs.run(key=waiting.key, at=waiting.run_after)
    assert len(sent(outbox)) == 1
