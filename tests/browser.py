"""Looking at pages in a real browser: Debian's Chromium, axe, and what the console said."""

import os
import shutil
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page

from lms.users.models import User
from tests.lms.users import steps

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def chromium() -> str | None:
    """Where the machine's own Chromium is; tests never download one."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def launch_arguments() -> dict[str, Any]:
    # Chromium's sandbox does not start as root.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": chromium(), "args": [*sandbox, "--disable-dev-shm-usage"]}


def listen(page: Page, heard: list[str]) -> None:
    """Add to `heard` all that the page complains about: scripts, blocked styles, missing files."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            heard.append(f"{message.text} ({message.location.get('url', '')})")

    page.on("console", on_console)
    page.on("pageerror", lambda error: heard.append(str(error)))


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA and its best practices: rule, then the elements."""
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {', '.join(str(node['target'][0]) for node in rule['nodes'][:5])}"
        for rule in found
    ]


def sign_in(page: Page, site: str, user: User) -> None:
    """From here on the browser is that person's, who has just proved it.

    Without the doors, and so without a second step: both have their own tests.
    """
    client = Client()
    client.force_login(user)
    steps.prove(client, user)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site}])


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    wider: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wider


def broken_words(page: Page) -> list[str]:
    """Words of headings that go on in the next line without a hyphen."""
    words: list[str] = page.evaluate(_BROKEN)
    return words


_BROKEN = """() => {
  const found = [];
  for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
    const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const word of text.data.matchAll(/[^\\s/–-]+/g)) {
        // Whoever writes a soft hyphen says where the word may be divided.
        if (word[0].includes("\\u00ad")) continue;
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
        if (new Set(boxes.map((box) => Math.round(box.top))).size > 1) found.push(word[0]);
      }
    }
  }
  return found;
}"""
