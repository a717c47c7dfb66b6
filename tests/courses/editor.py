"""People in the editor, for tests."""

from django.test import Client

from courses import actions
from home.centers.models import Center
from lms.users.models import User
from tests.factories import courses, home


def editor(user: User) -> Client:
    """A signed-in browser; rights are those of the person's delegations."""
    for center in Center.objects.all():
        courses.shelf(center)
    actions.sync_all_rights(at=courses.RELEASED_AT)
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def superuser() -> User:
    """The operator."""
    user = home.person("root@example.org", "Operator")
    user.is_superuser = True
    user.save()
    return user
