"""Many at once: one piece of evidence makes one certificate, one paper for each language."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from certificates import actions
from certificates.models import Certificate, CertificateFile
from lms.core.models import Event, Job
from lms.users.models import User
from tests.factories.certificates import ISSUED_AT, certificate, design_version

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
AT_ONCE = 8


def _at_once(act: Callable[[int], object]) -> list[object]:
    def closing(number: int) -> object:
        try:
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(closing, range(AT_ONCE)))


@pytest.fixture
def ada() -> User:
    design_version()
    return User.objects.create_user("ada@example.org", display_name="Ada Lind")


def test_finishing_many_times_at_once_gives_one_certificate(ada: User) -> None:
    issued = _at_once(lambda _number: certificate(ada).pk)
    assert len(set(issued)) == 1
    assert Certificate.objects.count() == 1
    assert Event.objects.filter(name="certificate.issued").count() == 1
    assert Job.objects.filter(kind="certificate.draw").count() == 1


def test_drawing_many_times_at_once_keeps_one_paper(ada: User) -> None:
    issued = certificate(ada)

    def draw(number: int) -> object:
        return actions.store_drawing(
            certificate=issued, language="sv", pdf=b"%%PDF %d" % number, at=ISSUED_AT
        ).sha256

    assert len(set(_at_once(draw))) == 1
    assert CertificateFile.objects.count() == 1


def test_replacing_many_times_at_once_gives_one_successor(ada: User) -> None:
    issued = certificate(ada)

    def replace(number: int) -> object:
        return actions.replace(
            certificate=issued, by=None, at=ISSUED_AT, reason="Misspelt", holder_name="Ada Ek"
        ).pk

    assert len(set(_at_once(replace))) == 1
    assert Certificate.objects.count() == 2
