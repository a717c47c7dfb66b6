"""Every mail as a mail program shows it: readable for everybody, on a phone, in both languages."""

from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page

from lms.core import mails
from tests import browser as look

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "emails"
KINDS = sorted(
    path.stem.removesuffix("_subject")
    for path in FOLDER.glob("*_subject.txt")
)  # fmt: skip
REPORT = SimpleNamespace(path="/sv/kurser/", text="Fel antal minuter.", reply_to="eva@example.org")
CONTEXT: dict[str, Any] = {
    "person": SimpleNamespace(display_name="Elin Sandberg"),
    "data": {
        "titles": "CAR-T",
        "certificate": "5f0c2a52-7d0b-4a0e-9a46-9c6f6a5f7a10",
        "page": 1,
        "center": "Uppsala ATMP Center",
        "slug": "uppsala",
        "request": 1,
        "reason": "Du finns i Skåne.",
    },
    "change": "A passkey was added to your account at ATMP Learning.",
    "code": "K7QF-2MXA",
    "path": "/sv/accounts/password/reset/key/1-abc/",
    "to_email": "elin.sandberg@example.org",
    "report": REPORT,
    "url": "http://localhost:8000/sv/kurser/",
}


class Links(HTMLParser):
    """Where a mail leads."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]


@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_is_readable_for_everybody(page: Page, kind: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    for language, theme in (("sv", "light"), ("en", "dark")):
        texts = mails.render(kind, language=language, context=CONTEXT)
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.set_content(texts.html)
        assert look.violations(page) == []
        assert look.overflow(page) == 0
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("h1").count() == 1
        links = Links()
        links.feed(texts.html)
        assert all(address.startswith(("http://", "https://")) for address in links.addresses)
        assert texts.subject
        assert "<" not in texts.text
