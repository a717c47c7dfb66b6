"""People at their browsers, each request on its own and undone afterwards."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.test import Client
from django.urls import resolve

from lms.users.models import User
from tests.lms.users import steps
from tests.lms.users.doors import Doors

# Where somebody is sent who may not go on: to the door, a step of it, or the editor's front page.
AWAY = {
    "account_login",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "wagtailadmin_home",
}
EDITORS_DOOR = "/cms/login/"
# What Wagtail's own views take for granted.
STREAM = {f"{name}-count": "0" for name in ("objectives", "people", "references")}
FORMS = {
    **dict.fromkeys(("add", "edit", "revisions_revert"), STREAM),
    "copy": {"new_parent_page": "1"},
    "wagtailadmin_choose_page_external_link": {"external-link-chooser-url": "https://example.org/"},
}


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens to rows inside has not happened."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


class Browser:
    """One for everybody: making one sets up the whole chain of middleware."""

    def __init__(self, forms: Mapping[str, dict[str, Any]] | None = None) -> None:
        self.forms = {**FORMS, **(forms or {})}
        self.client = Client(raise_request_exception=False)

    def ask(self, session: str, method: str, address: str) -> tuple[int, str]:
        """Status and where it leads; a form is sent empty but for `FORMS`."""
        self.client.cookies.clear()
        if session:
            self.client.cookies["session"] = session
        with undone():
            sent = self.forms.get(resolve(address).url_name or "", {}) if method == "POST" else None
            if sent is None:
                answer = self.client.generic(method, address)
            else:
                answer = self.client.post(address, sent)
            return answer.status_code, answer.get("Location", "")


def came_in(answer: tuple[int, str]) -> bool:
    """Whether the address did something for whoever asked, if only to say what is missing."""
    status, leads = answer
    if status in {401, 403, 404, 405}:
        return False
    if status not in {301, 302} or not leads.startswith("/"):
        return True
    path = urlsplit(leads).path
    return path != EDITORS_DOOR and resolve(path).url_name not in AWAY


def signed_in(person: User) -> str:
    """The session of somebody with every step behind them, who has just proven who they are."""
    client = Client()
    client.force_login(person)
    steps.prove(client, person)
    return client.cookies["session"].value


def half_signed_in(person: User) -> str:
    """The session of somebody with the right password, before the second step."""
    doors = Doors(Client())
    doors.by_password(str(person.email))
    assert not doors.is_in()
    return doors.client.cookies["session"].value
