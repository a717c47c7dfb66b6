"""Whoever acts for others in the demo comes in with what its page shows."""

from django.test import Client

from lms.demo import network, secrets
from lms.users.models import User
from tests.lms.users import steps
from tests.lms.users.doors import Doors


def test_each_account_comes_in_with_what_the_page_shows(db: None) -> None:
    network.load_words()
    network.load_centers()
    network.load_people(network.moment("2024-01-08"))
    acting = [row for row in secrets.accounts() if row.get("permission")]
    assert len(acting) > 8
    for number, row in enumerate(secrets.accounts()):
        doors = Doors(Client())
        doors.by_password(row["email"], row["password"])
        assert doors.is_in() != (row in acting), row["email"]
        if row in acting:
            code = row["recovery_codes"][0] if number % 2 else secrets.app_code()
            steps.enter_code(doors, code)
        assert doors.is_in(), row["email"]
    assert not User.objects.exclude(factor_asked_at=None).exists()
