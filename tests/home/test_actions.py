"""What visitors and learners tell the network."""

from datetime import UTC, datetime, timedelta

import pytest

from home import actions
from home.centers.models import Delegation
from home.models import Interest, PageReport
from lms.core import jobs
from lms.core.models import Event
from lms.notifications.models import Mail
from tests.factories import home
from tests.factories.users import account

pytestmark = pytest.mark.django_db
AT = datetime(2025, 12, 4, 9, 30, tzinfo=UTC)


def report(text: str = "The dose is wrong", **changes: object) -> PageReport:
    named = {"path": "/sv/kurser/kvave/", "reply_to": "reader@example.org", "owner": home.center()}
    return actions.report_page(text=text, at=AT, **{**named, **changes})  # type: ignore[arg-type]


def test_a_report_reaches_the_owner_who_can_answer() -> None:
    report("The dose is <wrong>")
    jobs.drain()
    mail = Mail.objects.get()
    assert mail.to_address == "uppsala@example.org"
    assert mail.headers == {"Reply-To": "reader@example.org"}
    assert "The dose is <wrong>" in mail.text
    assert "The dose is &lt;wrong&gt;" in mail.html
    assert "/sv/kurser/kvave/" in mail.text


def test_the_same_report_twice_is_one_report_and_one_mail() -> None:
    assert report().pk == report().pk
    jobs.drain()
    assert (PageReport.objects.count(), Mail.objects.count()) == (1, 1)


def test_another_day_or_another_text_is_another_report() -> None:
    report()
    report("Something else")
    actions.report_page(
        path="/sv/kurser/kvave/",
        text="The dose is wrong",
        reply_to="reader@example.org",
        owner=home.center(),
        at=AT + timedelta(days=1),
    )
    assert PageReport.objects.count() == 3


def test_a_page_of_nobody_goes_to_the_network_office() -> None:
    office = account("office@example.org")
    home.delegation(office, Delegation.Permission.OFFICE, None)
    report(owner=None)
    jobs.drain()
    assert [mail.to_address for mail in Mail.objects.all()] == ["office@example.org"]


def test_without_an_owner_or_an_office_the_report_is_kept() -> None:
    report(owner=None, reply_to="")
    jobs.drain()
    assert PageReport.objects.count() == 1
    assert not Mail.objects.exists()


@pytest.mark.parametrize("path", ["@evil.example/", "//evil.example/", "https://evil.example/"])
def test_the_link_in_the_mail_leads_to_us_whatever_path_was_sent(path: str) -> None:
    report(path=path)
    jobs.drain()
    assert 'href="http://localhost' in Mail.objects.get().html
    assert 'href="http://localhost:8000@' not in Mail.objects.get().html
    assert 'href="http://evil' not in Mail.objects.get().html


def test_the_trail_holds_no_words_of_the_reader() -> None:
    report()
    event = Event.objects.get(name="page.reported")
    assert (event.data, event.reason) == ({}, "")


def test_interests_are_replaced_and_what_stays_keeps_its_moment() -> None:
    person = account()
    nurse, physician = home.job_role("nurse"), home.job_role("physician")
    topic = home.topic()
    actions.state_interests(person=person, job_roles=[nurse], topics=[topic], at=AT)
    later = AT + timedelta(days=1)
    actions.state_interests(person=person, job_roles=[nurse, physician], topics=[], at=later)
    rows = {row.job_role: row.stated_at for row in Interest.objects.select_related("job_role")}
    assert rows == {nurse: AT, physician: later}


def test_stating_the_same_again_changes_nothing() -> None:
    person = account()
    for _time in range(2):
        actions.state_interests(
            person=person, job_roles=[home.job_role()], topics=[home.topic()], at=AT
        )
    assert Interest.objects.count() == 2
    assert Event.objects.filter(name="interests.stated").count() == 1


def test_skipping_both_questions_is_an_answer_too() -> None:
    person = account()
    actions.state_interests(person=person, job_roles=[], topics=[], at=AT)
    assert not Interest.objects.exists()
