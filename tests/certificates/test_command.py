"""`manage.py certificate`: withdraw and replace from the command line."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from certificates.codes import grouped
from certificates.models import Certificate, Revocation
from lms.users.models import User
from tests.factories.certificates import certificate

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued() -> Certificate:
    ada = User.objects.create_user("ada@example.org", display_name="Ada Lind")
    return certificate(ada)


def _call(*words: str) -> dict[str, str]:
    out = StringIO()
    call_command("certificate", *words, "--json", stdout=out)
    report: dict[str, str] = json.loads(out.getvalue())
    return report


def test_a_certificate_is_withdrawn_by_its_printed_number(issued: Certificate) -> None:
    code = grouped(issued.code)
    assert _call("revoke", code, "--reason", "By mistake") == {"withdrawn": code}
    assert Revocation.objects.get().reason == "By mistake"


def test_a_name_is_corrected(issued: Certificate) -> None:
    report = _call("replace", issued.code, "--name", "Ada Lindh", "--reason", "Misspelt")
    newer = Certificate.objects.get(supersedes=issued)
    assert report == {"replaced": grouped(issued.code), "by": grouped(newer.code)}
    assert newer.statement["sv"]["holder_name"] == "Ada Lindh"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("revoke", "A" * 26, "--reason", "x"), "There is no such certificate"),
        (("revoke", "CODE", "--reason", " "), "Give a reason"),
        (("replace", "CODE", "--reason", "x"), "Give the corrected name"),
        (("replace", "CODE", "--reason", "x", "--name", "王"), "lack characters"),
    ],
)
def test_each_refusal_says_why(issued: Certificate, words: tuple[str, ...], sentence: str) -> None:
    given = [issued.code if word == "CODE" else word for word in words]
    with pytest.raises(CommandError, match=sentence):
        _call(*given)
    assert Certificate.objects.count() == 1
