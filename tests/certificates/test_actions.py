"""Issue once, freeze for ever, withdraw and replace with a reason."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from hashlib import sha256

import pytest

from certificates import actions
from certificates.models import Certificate, CertificateFile, Revocation
from lms.core import jobs
from lms.core.append_only import RowIsFrozen
from lms.core.models import Event, Job
from lms.notifications.models import Mail
from lms.users.models import User
from tests.factories.certificates import ISSUED_AT, certificate

pytestmark = pytest.mark.django_db
LATER = ISSUED_AT + timedelta(days=30)


@pytest.fixture
def registrar() -> User:
    return User.objects.create_user("office@example.org", display_name="Olle Office")


def test_a_new_certificate_is_announced_and_its_paper_ordered(ada: User) -> None:
    issued = certificate(ada)
    event = Event.objects.get(name="certificate.issued")
    assert (event.subject_pk, event.actor_id, event.at) == (str(issued.pk), ada.pk, ISSUED_AT)
    job = Job.objects.get(kind="certificate.draw")
    assert job.args == {"certificate": str(issued.pk)}


def test_the_same_evidence_never_issues_again(ada: User) -> None:
    first = certificate(ada)
    again = certificate(ada, holder_name="Somebody else")
    assert again.pk == first.pk
    assert again.statement["en"]["holder_name"] == "Ada Lind"
    assert Certificate.objects.count() == Event.objects.count() == Job.objects.count() == 1


def test_the_trail_holds_no_name(ada: User) -> None:
    certificate(ada)
    event, job = Event.objects.get(), Job.objects.get()
    assert "Ada" not in f"{event.data} {event.reason} {job.args} {job.key}"


def test_renaming_the_holder_changes_no_certificate(ada: User) -> None:
    issued = certificate(ada)
    ada.display_name = "Ada Berg"
    ada.save()
    issued.refresh_from_db()
    assert issued.statement["sv"]["holder_name"] == "Ada Lind"


@pytest.mark.parametrize("act", ["save", "delete", "update", "delete many"])
def test_an_issued_certificate_is_frozen(ada: User, act: str) -> None:
    issued = certificate(ada)
    acts: dict[str, Callable[[], object]] = {
        "save": issued.save,
        "delete": issued.delete,
        "update": partial(Certificate.objects.update, issued_at=LATER),
        "delete many": Certificate.objects.all().delete,
    }
    with pytest.raises(RowIsFrozen):
        acts[act]()


def test_withdrawing_keeps_who_when_and_the_first_reason(ada: User, registrar: User) -> None:
    issued = certificate(ada)
    first = actions.revoke(certificate=issued, by=registrar, at=LATER, reason=" By mistake. ")
    again = actions.revoke(certificate=issued, by=ada, at=LATER, reason="Other")
    assert again == first
    assert (first.by, first.at, first.reason) == (registrar, LATER, "By mistake.")
    assert Event.objects.get(name="certificate.revoked").reason == "By mistake."
    assert Revocation.objects.count() == 1


def test_the_holder_is_told_once_in_their_language_and_not_why(ada: User) -> None:
    issued = certificate(ada)
    for _turn in range(2):
        actions.revoke(certificate=issued, by=None, at=LATER, reason="A secret reason")
    assert jobs.run(key=f"mail:certificate_withdrawn:{issued.pk}", at=LATER)
    mail = Mail.objects.get()
    assert (mail.recipient, mail.kind) == (ada, "certificate_withdrawn")
    assert "CAR-T på avdelningen" in mail.subject
    assert f"/sv/certificates/{issued.pk}/" in mail.text
    assert "secret" not in mail.text + mail.html


def test_the_holder_gets_the_corrected_certificate_by_mail(ada: User) -> None:
    older = certificate(ada)
    newer = actions.replace(
        certificate=older, by=None, at=LATER, reason="Misspelt.", holder_name="Ada Ek"
    )
    assert jobs.run(key=f"mail:certificate_replaced:{newer.pk}", at=LATER)
    assert f"/certificates/{newer.pk}/" in Mail.objects.get().text


def test_a_corrected_name_is_a_new_certificate_that_names_the_old(
    ada: User, registrar: User
) -> None:
    older = certificate(ada)
    newer = actions.replace(
        certificate=older, by=registrar, at=LATER, reason="Misspelt.", holder_name="Ada Lindh"
    )
    assert (newer.supersedes, newer.reason, newer.issued_at) == (older, "Misspelt.", LATER)
    assert newer.statement["en"] == {**older.statement["en"], "holder_name": "Ada Lindh"}
    assert (newer.valid_from, newer.valid_until) == (older.valid_from, older.valid_until)
    assert newer.code != older.code
    assert Job.objects.filter(kind="certificate.draw").count() == 2


def test_replacing_twice_with_the_same_name_gives_the_same_certificate(ada: User) -> None:
    older = certificate(ada)
    newer = [
        actions.replace(certificate=older, by=None, at=LATER, reason="x", holder_name="Ada Ek")
        for _turn in range(2)
    ]
    assert newer[0] == newer[1]
    with pytest.raises(actions.AlreadyReplaced):
        actions.replace(certificate=older, by=None, at=LATER, reason="x", holder_name="Ada Al")


def test_what_was_withdrawn_is_not_replaced(ada: User) -> None:
    older = certificate(ada)
    actions.revoke(certificate=older, by=None, at=LATER, reason="x")
    with pytest.raises(actions.AlreadyWithdrawn):
        actions.replace(certificate=older, by=None, at=LATER, reason="x", holder_name="Ada Ek")


def test_a_name_that_cannot_be_printed_replaces_nothing(ada: User) -> None:
    older = certificate(ada)
    with pytest.raises(actions.NameNotPrintable):
        actions.replace(certificate=older, by=None, at=LATER, reason="x", holder_name="王")
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_nothing_is_withdrawn_or_replaced_without_a_reason(ada: User, reason: str) -> None:
    issued = certificate(ada)
    with pytest.raises(actions.ReasonMissing):
        actions.revoke(certificate=issued, by=None, at=LATER, reason=reason)
    with pytest.raises(actions.ReasonMissing):
        actions.replace(certificate=issued, by=None, at=LATER, reason=reason, holder_name="Ada")


def test_the_first_drawing_stays_for_ever(ada: User) -> None:
    issued = certificate(ada)
    files = [
        actions.store_drawing(certificate=issued, language="en", pdf=pdf, at=LATER)
        for pdf in (b"%PDF first", b"%PDF second")
    ]
    assert files[0] == files[1]
    stored = CertificateFile.objects.get()
    assert bytes(stored.pdf) == b"%PDF first"
    assert stored.sha256 == sha256(b"%PDF first").hexdigest()


def test_both_languages_have_a_paper_of_their_own(ada: User) -> None:
    issued = certificate(ada)
    for language in ("sv", "en"):
        actions.store_drawing(certificate=issued, language=language, pdf=b"%PDF", at=LATER)
    assert issued.files.count() == 2
