"""The demo network: loaded once by the people's own actions, the same when loaded again."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from courses.models import Course
from lms.core import clock
from lms.demo import loader
from lms.demo.content_files import load
from lms.learning.models import Attempt, Completion, Enrollment
from lms.notifications.models import Mail
from lms.reports.verification import breaches

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
# Wagtail rewrites these on its own account.
RESTLESS = {"wagtailcore.ReferenceIndex", "wagtailsearch.IndexEntry", "core.ContentVersion"}


def _counts() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.label not in RESTLESS and not model._meta.proxy
    }


def _load() -> None:
    loader.load(at=clock.now(), say=lambda _text: None)


@pytest.mark.slow
def test_the_network_is_rich_consistent_and_the_same_when_loaded_twice() -> None:
    _load()
    first = _counts()
    assert Course.objects.listed().count() == 12
    assert set(Enrollment.objects.values_list("status", flat=True)) == {
        "active",
        "completed",
        "withdrawn",
    }
    assert Attempt.objects.filter(passed=False).exists()
    assert Completion.objects.values("version").distinct().count() > 12
    assert list(breaches()) == []
    # The demo's page has mail from its first visit on.
    mails = set(Mail.objects.values_list("kind", flat=True))
    assert {"certificate_replaced", "completed", "page_report", "join_asked"} <= mails
    _load()
    assert _counts() == first


def test_each_course_has_somebody_at_every_stage() -> None:
    stages: dict[str, set[str]] = {}
    for row in load("people")["stages"]:
        stages.setdefault(row["course"], set()).add(row["stage"])
    for course, found in stages.items():
        assert {"enrolled", "started", "halfway", "quiz_open", "completed"} <= found, course


def test_a_real_installation_refuses_the_demo(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo", stdout=StringIO())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_demo_page_shows_who_can_sign_in_and_the_mail(client: Client, language: str) -> None:
    mail = Mail.objects.create(
        key="code", to_address="ada@example.org", subject="Din kod", text="123", created_at=AT
    )
    page = client.get(f"/{language}/demo/")
    assert b"nurse@example.org" in page.content
    assert b"Din kod" in page.content
    assert b"123" in client.get(f"/{language}/demo/mail/{mail.pk}/").content
