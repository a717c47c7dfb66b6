"""Methods that no page knows are refused before a view, and change nothing."""

import pytest
from django.test import Client

from lms.users.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_an_unknown_method_is_refused(ada: User, method: str) -> None:
    client = Client()
    client.force_login(ada)
    for address in ("/sv/account/", "/sv/my-learning/", "/healthz", "/cms/"):
        answer = client.generic(method, address, "display_name=Eva", "text/plain")
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert User.objects.get(pk=ada.pk).display_name == "Ada Lind"


def test_the_editor_s_two_scripts_go_on(ada: User) -> None:
    ada.is_superuser = True
    ada.save()
    client = Client()
    client.force_login(ada)
    answer = client.patch("/cms/dismissibles/", b"{}", "application/json")
    assert answer.status_code == 200
    assert client.delete("/cms/pages/1/edit/preview/").status_code != 405


@pytest.mark.parametrize("path", ["failwhale/", "test404/", "users/delete/1/"])
def test_what_the_editor_would_offer_besides_is_not_there(ada: User, path: str) -> None:
    ada.is_superuser = True
    ada.save()
    client = Client()
    client.force_login(ada)
    assert client.get(f"/cms/{path}").status_code == 404
    assert client.post(f"/cms/{path}").status_code == 404
    assert User.objects.filter(pk=ada.pk).exists()
