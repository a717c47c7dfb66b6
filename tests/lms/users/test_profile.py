"""What people decide about themselves."""

import html
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lms.core.models import Event
from lms.users import actions
from lms.users.middleware import TimeZoneMiddleware
from lms.users.models import User
from tests.factories.users import account
from tests.lms.users.doors import Doors, words

AT = datetime(2025, 12, 4, 9, 30, tzinfo=UTC)
FILLED = {
    "display_name": "Elin  Sandberg-Lind ",
    "language": "en",
    "time_zone": "Europe/Helsinki",
}


@pytest.fixture
def inside(doors: Doors) -> Doors:
    account()
    doors.by_password()
    return doors


def test_saving_leads_to_the_page_in_the_chosen_language(inside: Doors) -> None:
    response = inside.post("account/", **FILLED)
    assert response["Location"] == "/en/account/"
    person = User.objects.get()
    assert person.display_name == "Elin Sandberg-Lind"
    assert (person.language, person.time_zone) == ("en", "Europe/Helsinki")
    assert not person.single_key_shortcuts
    assert "Saved." in words(inside.client.get("/en/account/"))


def test_the_second_of_two_clicks_leads_to_the_same_page(inside: Doors) -> None:
    stale = User.objects.get()
    wanted = {"display_name": "Elin", "language": "en", "time_zone": "UTC"}
    for person in (User.objects.get(), stale):
        actions.change_profile(person=person, single_key_shortcuts=True, at=AT, **wanted)
    assert stale.language == "en"


def test_the_page_says_that_certificates_keep_the_name(inside: Doors) -> None:
    inside.language = "en"
    assert "keep the name they were issued with" in words(inside.get("account/"))


def test_the_trail_names_the_fields_and_not_the_texts(inside: Doors) -> None:
    inside.post("account/", **FILLED)
    event = Event.objects.get(name="person.profile_changed")
    assert event.data == {
        "fields": ["display_name", "language", "time_zone", "single_key_shortcuts"]
    }
    assert event.actor_id == User.objects.get().pk


def test_saving_the_same_again_changes_nothing(db: None) -> None:
    person = account()
    same = {
        "display_name": person.display_name,
        "language": person.language,
        "time_zone": person.time_zone,
        "single_key_shortcuts": person.single_key_shortcuts,
    }
    assert actions.change_profile(person=person, at=AT, **same) == []  # type: ignore[arg-type]
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("display_name", "", "Ange ditt namn"),
        ("display_name", "李小龙", "Vi kan inte skriva ut “李”, “小”, “龙” på ett intyg."),
        ("language", "xx", "Välj ett språk i listan"),
        ("time_zone", "../../etc/passwd", "Välj en tidszon i listan"),
    ],
)
def test_what_cannot_be_stored_is_refused_at_its_field(
    inside: Doors, field: str, value: str, sentence: str
) -> None:
    response = inside.post("account/", **{**FILLED, field: value})
    text = html.unescape(words(response))
    assert response.status_code == 200
    assert text.count(sentence) == 2
    assert User.objects.get().display_name == "Elin Sandberg"
    assert field == "display_name" or 'value="Elin  Sandberg-Lind "' in text


def test_fields_of_nobody_s_business_are_ignored(inside: Doors) -> None:
    inside.post("account/", **FILLED, email="boss@example.org", is_superuser="on", merged_into="1")
    person = User.objects.get()
    assert (person.email, person.is_superuser) == ("elin@example.org", False)


def test_the_page_is_never_kept_and_shut_to_strangers(doors: Doors) -> None:
    assert doors.get("account/")["Location"] == "/sv/accounts/login/?next=/sv/account/"
    account()
    doors.by_password()
    assert "no-store" in doors.get("account/")["Cache-Control"]


def test_times_are_shown_by_the_person_s_own_clock(inside: Doors) -> None:
    inside.post("account/", **FILLED)
    zones: list[str] = []

    def remember(request: HttpRequest) -> HttpResponse:
        zones.append(timezone.get_current_timezone_name())
        return HttpResponse()

    request = RequestFactory().get("/sv/")
    request.user = User.objects.get()
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    TimeZoneMiddleware(remember)(request)
    request.user = AnonymousUser()
    TimeZoneMiddleware(remember)(request)
    assert zones == ["Europe/Helsinki", "Europe/Stockholm"]


def test_the_page_takes_three_statements(inside: Doors) -> None:
    inside.get("account/")
    with CaptureQueriesContext(connection) as queries:
        inside.get("account/")
    assert len(queries) <= 3  # session, person, version of the menu
