"""Whatever Django sends is kept first and leaves by a job."""

from pathlib import Path

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail

from lms.core import jobs
from lms.core.models import Job
from lms.notifications.backend import NotKept
from lms.notifications.models import Mail
from tests.factories.users import account

pytestmark = pytest.mark.django_db


def test_each_address_gets_a_row_and_a_job(outbox: Path) -> None:
    known = account("elin@example.org")
    sent = send_mail("Hello", "Text", None, ["Elin@Example.org", "unknown@example.org"])
    assert sent == 1
    assert Job.objects.filter(kind="mail.deliver").count() == 2
    people = dict(Mail.objects.values_list("to_address", "recipient"))
    assert people == {"Elin@Example.org": known.pk, "unknown@example.org": None}
    jobs.drain()
    assert len(list(outbox.glob("*.eml"))) == 2


def test_html_and_the_address_for_answers_are_kept() -> None:
    message = EmailMultiAlternatives(
        "A\nB", "Text", to=["elin@example.org"], reply_to=["ask@example.org"]
    )
    message.attach_alternative("<p>Text</p>", "text/html")
    message.send()
    mail = Mail.objects.get()
    assert (mail.subject, mail.html) == ("A B", "<p>Text</p>")
    assert mail.headers == {"Reply-To": "ask@example.org"}


def test_nobody_who_left_is_written_to(outbox: Path) -> None:
    gone = account()
    gone.is_active = False
    gone.save()
    send_mail("Hello", "Text", None, ["elin@example.org"])
    jobs.drain()
    assert list(outbox.glob("*.eml")) == []


def test_what_cannot_be_kept_is_refused_aloud() -> None:
    message = EmailMessage("Hello", "Text", to=["elin@example.org"])
    message.attach("file.txt", "content", "text/plain")
    with pytest.raises(NotKept):
        message.send()
