"""Going through the doors as a browser without script does."""

import re
from typing import Any

from django.test import Client

from lms.notifications.models import Mail
from tests.factories.users import PASSWORD

CODE = re.compile(r"^ {4}(\S+)$", re.MULTILINE)
LINK = re.compile(r"https?://[^/\s]+(/\S+)")


class Doors:
    """One browser; pages in `language`."""

    def __init__(self, client: Client, language: str = "sv") -> None:
        self.client = client
        self.language = language

    def path(self, place: str) -> str:
        return f"/{self.language}/{place}"

    def get(self, place: str) -> Any:
        return self.client.get(self.path(place))

    def post(self, place: str, **fields: str) -> Any:
        return self.client.post(self.path(place), fields)

    def by_password(
        self, email: str = "elin@example.org", password: str = PASSWORD, **more: str
    ) -> Any:
        return self.post("accounts/login/", login=email, password=password, **more)

    def ask_for_code(self, email: str = "elin@example.org", **more: str) -> Any:
        return self.post("accounts/login/", login=email, by="code", **more)

    def enter_login_code(self, code: str = "", **more: str) -> Any:
        return self.post("accounts/login/code/confirm/", code=code or mailed_code(), **more)

    def sign_up(self, **fields: str) -> Any:
        filled = {"display_name": "Elin Sandberg", "email": "elin@example.org", **fields}
        return self.post("accounts/signup/", **filled)

    def enter_address_code(self, code: str = "", **more: str) -> Any:
        return self.post("accounts/confirm-email/", code=code or mailed_code(), **more)

    def is_in(self) -> bool:
        return "_auth_user_id" in self.client.session


def mails(kind: str = "") -> list[Mail]:
    """What was written, oldest first."""
    found = Mail.objects.order_by("pk")
    return list(found.filter(kind=kind) if kind else found)


def mailed_code() -> str:
    """The code in the newest mail that has one."""
    codes = [match for mail in mails() for match in CODE.findall(mail.text)]
    return str(codes[-1])


def mailed_link() -> str:
    """The path of the first link in the newest mail."""
    match = LINK.search(mails()[-1].text)
    assert match
    return match[1]


def words(response: Any) -> str:
    """The text of a page."""
    return str(response.content.decode())
