"""Twenty identical posts at once to what is not a learner's: one effect, no error.

Learners' own addresses are in `tests/lms/learning/test_races.py`.
"""

from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import CourseVersion
from home.models import PageReport
from lms.core.models import Event
from lms.users.models import User
from tests.courses.editor import editor
from tests.factories import courses, home
from tests.lms.users.steps import prove
from tests.racing import together

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 20


def posts(client: Client, address: str, values: Mapping[str, object]) -> set[object]:
    """What each of twenty browsers with the same cookies was answered."""

    def post() -> int:
        twin = Client()
        twin.cookies = client.cookies
        return twin.post(address, dict(values)).status_code

    return set(together(post, count=AT_ONCE))


def test_reporting_an_error_at_once_is_one_report(client: Client) -> None:
    home.home_page()
    values = {"page": "/en/", "text": "Grade 2 is wrong."}
    assert posts(client, "/en/report/", values) == {302}
    assert PageReport.objects.count() == 1
    assert Event.objects.filter(name="page.reported").count() == 1


def test_saving_the_profile_at_once_is_one_change(client: Client, ada: User) -> None:
    client.force_login(ada)
    values = {"display_name": "Ada Berg", "language": "en", "time_zone": "Europe/Stockholm"}
    assert posts(client, "/en/account/", values) == {302}
    assert User.objects.get(pk=ada.pk).display_name == "Ada Berg"
    assert Event.objects.filter(name="person.profile_changed").count() == 1


def test_signing_out_at_once_leaves_nobody_signed_in(client: Client, ada: User) -> None:
    client.force_login(ada)
    assert posts(client, "/en/accounts/logout/", {}) <= {302}
    assert client.get("/en/my-learning/").status_code == 302


def test_releasing_at_once_is_one_version(bo: User) -> None:
    page = courses.draft(lessons=1)
    courses.reviewed(page)
    values = {"note_sv": "Första.", "note_en": "First."}
    client = editor(bo)
    prove(client, bo)
    # Whoever comes late hears that there is nothing left to release.
    assert posts(client, reverse("course_release", args=[page.pk]), values) <= {200, 302}
    assert CourseVersion.objects.count() == 1
    assert Event.objects.filter(name="course.released").count() == 1
