"""A person at a browser: what they read on buttons, and the mail they get."""

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Page, expect

from tests.lms.users.doors import mailed_code

Say = Callable[[str], str]


def words(language: str) -> Say:
    """The texts of the product as that language has them, by their English ones."""

    def say(text: str) -> str:
        with translation.override(language):
            return gettext(text)

    return say


class Walk:
    """One browser window of a person who reads the site in `language`."""

    def __init__(self, page: Page, site: str, language: str) -> None:
        self.page = page
        self.site = site
        self.language = language
        self.say = words(language)
        page.set_default_timeout(15_000)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.site}/{self.language}/{path}")

    def press(self, text: str) -> None:
        """The button of that (English) text, or the link if there is no button."""
        name = self.say(text)
        button = self.page.get_by_role("button", name=name)
        link = self.page.get_by_role("link", name=name)
        button.or_(link).first.click()

    def fill(self, label: str, value: str) -> None:
        self.page.get_by_label(self.say(label)).fill(value)

    def enter_mailed_code(self, button: str) -> None:
        """The code out of the newest mail."""
        self.fill("Code", mailed_code())
        self.press(button)

    def sees(self, text: str) -> None:
        """That text of the product, somewhere on the page."""
        expect(self.page.locator("body")).to_contain_text(self.say(text))

    def heading(self, text: str) -> None:
        """The page is called that."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.say(text))
