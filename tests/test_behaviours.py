"""Scripts that save: what a person sees when the network, the sign-in or another tab is in the way.

The page is made here and answered by the test itself, so that every failure can be played.
"""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from playwright.sync_api import Page, Route, expect

from lms.learning.selectors.questions import Asked

ROOT = Path(__file__).resolve().parents[1]
SITE = "http://learning.example"
UNSAVED = "Not saved yet. We will try again."


def document(main: str) -> str:
    saved = render_to_string("components/saved.html", {"text": "Saves as you go"})
    return f"""<!doctype html><html lang="en" data-script><title>Try</title>
      <link rel="icon" href="/static/img/mark.svg">
      <link rel="stylesheet" href="/static/css/app.css">
      <script type="module" src="/static/js/app.js"></script>
      <body><div class="player" data-behaviour="player-keys" data-keys="on">{saved}{main}</div>"""


ATTEMPT = "5f0c2a52-7d0b-4a0e-9a46-9c6f6a5f7a10"


def quiz(version: int = 1) -> str:
    """The product's own page of an attempt with one question of two options."""
    options = [
        {"value": value, "text": text, "checked": False, "letter": letter}
        for value, text, letter in ((11, "First", "A"), (12, "Second", "B"))
    ]
    of: Any = SimpleNamespace(
        uid=ATTEMPT,
        enrollment=SimpleNamespace(uid=ATTEMPT),
        lesson=SimpleNamespace(key=ATTEMPT),
        paper=[{}],
    )
    asked = Asked(
        attempt=of,
        number=1,
        stem="Which?",
        multiple=False,
        options=options,
        flagged=False,
        version=version,
        refused="",
        elsewhere=[],
    )
    page = SimpleNamespace(attempt=of, questions=[asked], title="Try", here=1, missing="1")
    with translation.override("en"):
        return render_to_string("learning/questions.html", {"page": page, "csrf_token": "token"})


class Server:
    """Serves the page and the static files, and answers saves as the test says."""

    def __init__(self) -> None:
        self.page = quiz()
        self.posts: list[dict[str, list[str]]] = []
        self.answers: list[tuple[int, dict[str, object]]] = []

    def handle(self, route: Route) -> None:
        path = route.request.url.removeprefix(SITE).split("?")[0]
        if path.startswith("/static/"):
            route.fulfill(path=ROOT / path.removeprefix("/"))
        elif path == "/practice/":
            html = render_to_string("components/feedback.html", {"right": True, "text": "Why."})
            route.fulfill(body=html, content_type="text/html")
        elif route.request.method == "POST":
            self.save(route)
        elif path == "/result/":
            route.fulfill(body=document("<h1>Result</h1>"), content_type="text/html")
        else:
            route.fulfill(body=self.page, content_type="text/html")

    def save(self, route: Route) -> None:
        self.posts.append(parse_qs(route.request.post_data or ""))
        version = int(self.posts[-1].get("version", ["0"])[0])
        saved: tuple[int, dict[str, object]] = (200, {"saved_at": "14:32", "version": version + 1})
        status, body = self.answers.pop(0) if self.answers else saved
        route.fulfill(status=status, body=json.dumps(body), content_type="application/json")


@pytest.fixture
def server(page: Page) -> Server:
    server = Server()
    page.route(f"{SITE}/**", server.handle)
    return server


def test_an_answer_is_saved_as_it_is_chosen(page: Page, server: Server) -> None:
    page.goto(f"{SITE}/quiz/")
    page.get_by_label("Second").check()
    expect(page.locator("#saved")).to_have_text("Saved 14:32")
    page.get_by_label("Look at this one again").check()
    page.wait_for_function("document.querySelector('[name=version-1]').value === '3'")
    assert server.posts[0]["option"] == ["12"]
    assert server.posts[0]["version"] == ["1"]
    assert "flagged" not in server.posts[0]
    assert server.posts[1]["flagged"] == ["1"]
    assert server.posts[1]["version"] == ["2"]


def test_a_save_that_fails_says_so_and_is_sent_again(
    page: Page, server: Server, console: list[str]
) -> None:
    server.answers = [(503, {})]
    page.goto(f"{SITE}/quiz/")
    page.get_by_label("First").check()
    expect(page.locator("#saved")).to_have_text(UNSAVED)
    assert page.get_by_label("First").is_checked()
    expect(page.locator("#saved")).to_have_text("Saved 14:32")
    assert [post["option"] for post in server.posts] == [["11"], ["11"]]
    assert page.evaluate("Object.keys(localStorage)") == []
    console.clear()


def test_an_answer_survives_that_the_page_is_closed_before_it_was_saved(
    page: Page, server: Server, console: list[str]
) -> None:
    server.answers = [(503, {})]
    page.goto(f"{SITE}/quiz/")
    page.get_by_label("First").check()
    expect(page.locator("#saved")).to_have_text(UNSAVED)
    page.goto(f"{SITE}/quiz/")
    expect(page.locator("#saved")).to_have_text("Saved 14:32")
    assert page.get_by_label("First").is_checked()
    console.clear()


def test_a_later_answer_from_another_tab_is_shown(
    page: Page, server: Server, console: list[str]
) -> None:
    server.answers = [(409, {"version": 7, "options": [11], "flagged": True})]
    page.goto(f"{SITE}/quiz/")
    # Not check(): the other tab's answer may be back on the screen at once.
    page.get_by_label("Second").click()
    expect(page.locator("#q1 [role=alert]")).to_contain_text("You answered this in another tab")
    expect(page.locator("#saved")).to_have_text("Another answer is saved")
    assert page.get_by_label("First").is_checked()
    assert page.get_by_label("Look at this one again").is_checked()
    page.get_by_label("Second").check()
    expect(page.locator("#saved")).to_have_text("Saved 14:32")
    expect(page.locator("#q1 [role=alert]")).to_have_count(0)
    assert server.posts[-1]["version"] == ["7"]
    console.clear()


def test_whoever_was_signed_out_gets_the_way_in_and_keeps_the_answer(
    page: Page, server: Server, console: list[str]
) -> None:
    server.answers = [(401, {})]
    page.goto(f"{SITE}/quiz/")
    page.get_by_label("Second").check()
    signin = "Not saved yet. Sign in again to save it. Sign in"
    expect(page.locator("#saved")).to_have_text(signin)
    href = page.locator("#saved a").get_attribute("href")
    assert href == "/en/accounts/login/?next=%2Fquiz%2F%23q1"
    page.goto(f"{SITE}/quiz/")
    expect(page.locator("#saved")).to_have_text("Saved 14:32")
    assert server.posts[-1]["option"] == ["12"]
    console.clear()


def test_an_answer_the_server_will_not_take_says_so_at_its_question(
    page: Page, server: Server, console: list[str]
) -> None:
    server.answers = [(400, {"error": "That answer does not belong here."})]
    page.goto(f"{SITE}/quiz/")
    page.get_by_label("Second").check()
    expect(page.locator("#q1 [role=alert]")).to_have_text("That answer does not belong here.")
    expect(page.locator("#saved")).to_have_text("Not saved yet")
    assert page.get_by_label("Second").is_checked()
    console.clear()


def test_handing_in_takes_the_answer_along_even_when_saving_fails(
    page: Page, server: Server, console: list[str]
) -> None:
    server.answers = [(503, {}), (503, {}), (200, {"place": "/result/"})]
    page.goto(f"{SITE}/quiz/")
    page.get_by_label("Second").check()
    expect(page.locator("#saved")).to_have_text(UNSAVED)
    page.get_by_role("link", name="Look through your answers").click()
    expect(page.locator("#review .status")).to_have_text("Not saved yet")
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator("#review [role=alert]")).to_contain_text("Not handed in yet")
    page.get_by_role("button", name="Hand in").click()
    page.wait_for_url(f"{SITE}/result/")
    assert server.posts[-1]["option-1"] == ["12"]
    assert server.posts[-1]["version-1"] == ["1"]
    assert "ask" not in server.posts[-1]
    assert page.evaluate("Object.keys(localStorage)") == []
    console.clear()


def test_before_the_script_arrives_one_question_is_shown_and_the_form_works(
    page: Page, server: Server, console: list[str]
) -> None:
    page.route("**/static/js/app.js", lambda route: route.abort())
    page.goto(f"{SITE}/quiz/")
    expect(page.locator(".step:visible")).to_have_id("q1")
    page.get_by_label("Second").check()
    page.get_by_role("link", name="Look through your answers").click()
    expect(page.locator(".step:visible")).to_have_id("review")
    page.get_by_role("button", name="Hand in").click()
    page.wait_for_url("**/submit/")
    assert server.posts[-1]["option-1"] == ["12"]
    assert server.posts[-1]["ask"] == ["1"]
    console.clear()


def test_letters_choose_an_answer_until_they_are_switched_off(page: Page, server: Server) -> None:
    page.goto(f"{SITE}/quiz/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("b")
    expect(page.get_by_label("Second")).to_be_checked()
    page.evaluate("localStorage.setItem('keys', 'off')")
    page.keyboard.press("a")
    expect(page.get_by_label("Second")).to_be_checked()


def test_the_place_in_a_lesson_is_kept_and_found_again(page: Page, server: Server) -> None:
    text = "".join(f"<p>Line {number}</p><br>" for number in range(200))
    lesson = """<article data-behaviour="place" data-place-url="/save/" data-position="{}"
      data-saved-template="Saved %s"><input type="hidden" name="csrfmiddlewaretoken" value="token">
      {}</article>"""
    server.page = document(lesson.format(0, text))
    page.goto(f"{SITE}/lesson/")
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, (document.documentElement.scrollHeight - innerHeight) / 2)")
    expect(page.locator("#saved")).to_have_text("Saved 14:32")
    assert 490 <= int(server.posts[-1]["position"][0]) <= 510
    server.page = document(lesson.format(500, text))
    page.goto(f"{SITE}/lesson/")
    page.wait_for_function("scrollY > 1000")


def test_a_practice_question_is_answered_in_place(page: Page, server: Server) -> None:
    options = [{"value": 1, "text": "One"}, {"value": 2, "text": "Two"}]
    values = {"id": "try", "action": "/practice/", "stem": "Which?", "options": options}
    server.page = document(render_to_string("components/practice.html", values))
    page.goto(f"{SITE}/lesson/")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button").click()
    feedback = page.locator("#try [role=status]")
    expect(feedback).not_to_be_empty()
    page.get_by_label("Two").check()
    page.get_by_role("button").click()
    expect(feedback).to_contain_text("Why.")
    expect(page.locator(".answer--right")).to_have_text("Two")
    assert server.posts == []


def test_an_answer_chosen_before_the_script_arrived_is_saved(
    page: Page, server: Server, console: list[str]
) -> None:
    page.route("**/static/js/app.js", lambda route: route.abort())
    page.goto(f"{SITE}/quiz/")
    page.get_by_label("Second").check()
    page.unroute("**/static/js/app.js")
    page.add_script_tag(url=f"{SITE}/static/js/app.js", type="module")
    expect(page.locator("#saved")).to_have_text("Saved 14:32")
    assert server.posts[0]["option"] == ["12"]
    console.clear()
