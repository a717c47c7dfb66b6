"""When and how somebody came in, as the person reads it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, RequestFactory

from lms.users import actions, devices, recent
from lms.users.models import SignIn, User
from lms.users.tasks import forget_sign_ins
from tests.factories.users import account
from tests.lms.users import steps
from tests.lms.users.doors import Doors, words

AT = datetime(2025, 12, 4, 9, 30, tzinfo=UTC)
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (CHROME, "Chrome, Windows"),
        (CHROME + " Edg/140.0", "Edge, Windows"),
        (IPHONE, "Safari, iPhone"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox, Linux",
        ),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.5", ""),
        ("", ""),
        ("<script>" * 1000, ""),
    ],
)
def test_a_device_has_a_rough_name(agent: str, name: str) -> None:
    assert devices.name(agent) == name


def test_the_longest_name_fits() -> None:
    longest = [max((said for _mark, said in table), key=len) for table in (
        devices.BROWSERS, devices.SYSTEMS,
    )]  # fmt: skip
    assert len(", ".join(longest)) <= 60


def test_each_way_in_is_kept_once(client: Client, db: None) -> None:
    person = account()
    Doors(Client(headers={"user-agent": CHROME})).by_password()
    by_code = Doors(Client())
    by_code.ask_for_code()
    by_code.enter_login_code()
    assert by_code.is_in()
    kept = SignIn.objects.filter(person=person).order_by("pk")
    assert [(row.way, row.device) for row in kept] == [
        ("password", "Chrome, Windows"),
        ("code", ""),
    ]


def test_the_second_step_is_part_of_the_way(db: None) -> None:
    person = steps.with_app(account())
    steps.by_app(Doors(Client()))
    again = Doors(Client())
    again.by_password()
    steps.enter_code(again, steps.recovery_codes(person)[0])
    kept = SignIn.objects.order_by("pk").values_list("way", flat=True)
    assert list(kept) == ["totp", "recovery_code"]


def test_who_signs_up_without_a_password_came_in_by_mail(db: None) -> None:
    doors = Doors(Client())
    doors.sign_up()
    doors.enter_address_code()
    assert doors.is_in()
    assert SignIn.objects.get().way == "code"


def test_an_organisation_is_a_way(rf: RequestFactory, db: None) -> None:
    request = rf.get("/")
    request.user = account()
    request.session = {  # type: ignore[assignment]
        "account_authentication_methods": [{"method": "socialaccount", "at": 1.0, "uid": "4"}],
        "account_authentication_methods_user": str(request.user.pk),
    }
    assert recent.way_in(request) == SignIn.Way.ORGANISATION


def test_a_wrong_password_and_half_a_sign_in_are_not_kept(db: None) -> None:
    person = account()
    Doors(Client()).by_password(password="wrong")
    steps.with_app(person)
    Doors(Client()).by_password()
    assert not SignIn.objects.exists()


def test_the_page_shows_the_last_twenty_of_oneself(client: Client, db: None) -> None:
    person = account(language="en")
    other = User.objects.create_user("d@example.org", display_name="David")
    actions.signed_in(person=other, way=SignIn.Way.CODE, device="Opera, iPad", at=AT)
    for hour in range(25):
        actions.signed_in(
            person=person,
            way=SignIn.Way.PASSKEY,
            device="Safari, iPhone",
            at=AT + timedelta(hours=hour),
        )
    doors = Doors(client, "en")
    doors.by_password()
    page = words(doors.get("accounts/security/"))
    assert page.count("Safari, iPhone") == 19
    assert "Unknown device" in page
    assert "Opera" not in page


def test_after_90_days_they_are_gone(db: None) -> None:
    person = account()
    actions.signed_in(person=person, way=SignIn.Way.CODE, device="", at=AT)
    assert actions.forget_sign_ins(at=AT + timedelta(days=90)) == 0
    forget_sign_ins()
    assert not SignIn.objects.exists()


def test_no_address_of_a_network_is_kept() -> None:
    names = {field.name for field in SignIn._meta.get_fields()}
    assert names == {"id", "person", "way", "device", "at"}
