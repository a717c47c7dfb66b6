"""Signatures: once, for ever, by somebody who has just proven who they are."""

import hashlib
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import Client

from lms.core import clock
from lms.core.append_only import RowIsFrozen
from lms.core.models import Event
from lms.signatures import actions, selectors
from lms.signatures.access import Method
from lms.signatures.models import Signature
from lms.users.models import User
from tests.factories.users import PASSWORD, account
from tests.lms.users import steps
from tests.lms.users.doors import Doors, mailed_code, words

HASH = hashlib.sha256(b"version 1.1").hexdigest()
TYPED = "Rättat doseringen."


@pytest.fixture
def doors(db: None, settings: Any) -> Doors:
    settings.ROOT_URLCONF = "tests.lms.signatures.asking"
    return Doors(Client())


def sign(signer: User, digest: str = HASH, **more: Any) -> Signature:
    facts = {"meaning": "course.released", "subject": signer, "method": Method.PASSKEY, **more}
    return actions.sign(signer=signer, digest=digest, at=clock.now(), **facts)


def test_a_signature_says_who_what_when_and_how(db: None) -> None:
    person = account()
    row = sign(person)
    assert (row.signer, row.meaning, row.sha256) == (person, "course.released", HASH)
    assert (row.subject_type, row.subject_pk) == ("users.User", str(person.pk))
    assert row.method == "passkey"
    event = Event.objects.get(name="signature.given")
    assert event.data == {
        "signature": row.pk,
        "meaning": "course.released",
        "method": "passkey",
    }
    assert selectors.signatures_of(person) == [row]


def test_the_same_is_signed_once(db: None) -> None:
    person = account()
    first = sign(person)
    assert sign(person, method=Method.TOTP) == first
    assert Event.objects.filter(name="signature.given").count() == 1
    assert sign(person, hashlib.sha256(b"version 1.2").hexdigest()) != first


def test_a_signature_never_changes(db: None) -> None:
    row = sign(account())
    with pytest.raises(RowIsFrozen):
        row.save()
    with pytest.raises(RowIsFrozen):
        row.delete()
    with pytest.raises(RowIsFrozen):
        Signature.objects.update(method="totp")


def test_whoever_signed_cannot_be_deleted(db: None) -> None:
    person = account()
    sign(person)
    with pytest.raises(ProtectedError):
        person.delete()


@pytest.mark.parametrize("digest", ["", "abc", HASH.upper(), HASH + "0", HASH[:-1] + "\n"])
def test_only_a_hash_is_signed(db: None, digest: str) -> None:
    person = account()
    with pytest.raises(actions.NotAHash):
        sign(person, digest)


@pytest.mark.parametrize("digest", ["", "abc", HASH[:-1]])
def test_the_database_takes_nothing_of_another_length(db: None, digest: str) -> None:
    person = account()
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(signer=person, meaning="x", sha256=digest, at=clock.now())


def test_fresh_from_the_door_one_signs_at_once(doors: Doors) -> None:
    account()
    doors.by_password()
    assert words(doors.client.post("/sign/", {"text": TYPED})) == f"signed {TYPED}"
    assert Signature.objects.get().method == Method.PASSWORD


def test_later_one_is_asked_again_and_nothing_typed_is_lost(doors: Doors) -> None:
    steps.with_app(account())
    steps.by_app(doors)
    steps.wait(doors)
    assert words(doors.client.get("/sign/")) == "form"
    asked = doors.client.post("/sign/", {"text": TYPED})
    assert asked["Location"] == "/sv/accounts/reauthenticate/?next=%2Fsign%2F"
    assert not Signature.objects.exists()
    answer = doors.client.post(asked["Location"], {"password": PASSWORD})
    assert words(answer) == f"signed {TYPED}"
    assert Signature.objects.get().method == Method.PASSWORD


def test_a_code_of_the_app_does_as_well(doors: Doors) -> None:
    steps.with_app(account())
    steps.by_app(doors)
    steps.wait(doors)
    steps.next_half_minute()
    doors.client.post("/sign/", {"text": TYPED})
    page = doors.client.get("/sv/accounts/reauthenticate/?next=/sign/")
    assert "/sv/accounts/reauthenticate/code/?next=%2Fsign%2F" in words(page)
    answer = doors.client.post(
        "/sv/accounts/reauthenticate/code/?next=/sign/", {"code": steps.app_code()}
    )
    assert words(answer) == f"signed {TYPED}"
    assert Signature.objects.get().method == Method.TOTP


def test_a_wrong_answer_signs_nothing_and_keeps_what_was_typed(doors: Doors) -> None:
    account()
    doors.by_password()
    steps.wait(doors)
    asked = doors.client.post("/sign/", {"text": TYPED})["Location"]
    doors.client.post(asked, {"password": "wrong"})
    assert not Signature.objects.exists()
    assert words(doors.client.post(asked, {"password": PASSWORD})) == f"signed {TYPED}"


def test_a_code_by_mail_is_no_proof(doors: Doors) -> None:
    account(password=None)
    doors.ask_for_code()
    doors.enter_login_code(mailed_code())
    assert doors.client.post("/sign/", {"text": TYPED})["Location"] == "/sv/accounts/security/"
    assert not Signature.objects.exists()


def test_a_proof_is_good_for_five_minutes(doors: Doors) -> None:
    account()
    doors.by_password()
    steps.wait(doors, minutes=4)
    assert doors.client.post("/sign/", {"text": TYPED}).status_code == 200
    steps.wait(doors, minutes=2)
    assert doors.client.post("/sign/", {"text": TYPED}).status_code == 302
