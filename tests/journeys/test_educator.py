"""An educator's edit: new learners read it, and old certificates say what was read then."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Locale

from certificates.models import Certificate
from courses.models import Course, CoursePage, CourseVersion, LessonPage
from lms.core import jobs
from lms.learning.models import Enrollment
from lms.users.models import User
from tests import browser as look
from tests.courses.editor import editor
from tests.factories import courses, home, learning
from tests.journeys.walk import Walk, words

pytestmark = pytest.mark.django_db(transaction=True)
ADDED = {"sv": "Larma efter en minut. ", "en": "Call after one minute. "}


@dataclass(frozen=True)
class Case:
    """An edit in one language, and whether people under way get it without asking."""

    language: str
    impact: str
    follows: bool


@pytest.fixture
def course(ada: User) -> Course:
    """Version 1.0; Ada has finished it, and Kim is under way."""
    course = courses.released()
    learning.finished(ada, course)
    learning.enrolled(home.person("kim@example.org", "Kim Lund"), course)
    return course


@pytest.fixture
def desk(page: Page, console: list[str], live_server: LiveServer, bo: User) -> Page:
    """Bo's browser, who writes courses."""
    editor(bo)
    look.sign_in(page, live_server.url, bo)
    page.set_viewport_size({"width": 1280, "height": 900})
    return page


@pytest.mark.parametrize(
    "case",
    [Case("sv", "editorial", follows=True), Case("en", "content", follows=False)],
    ids=["sv", "en"],
)
def test_an_edit_is_released_and_the_old_certificate_keeps_its_version(
    desk: Page, live_server: LiveServer, course: Course, case: Case
) -> None:
    draft = CoursePage.objects.get(translation_key=course.key, locale__language_code="sv")
    edit_first_lesson(desk, live_server, draft, case.language)
    is_approved_by_three(desk, live_server, draft)
    release(desk, live_server, draft, case.impact)
    jobs.drain()

    newest = CourseVersion.objects.get(major=1, minor=1)
    assert newest.impact == case.impact
    assert newest.released_by == User.objects.get(email="bo@example.org")
    under_way = Enrollment.objects.get(learner__display_name="Kim Lund")
    assert (under_way.version == newest) is case.follows
    assert Certificate.objects.get().statement[case.language]["version"] == "1.0"

    browser = desk.context.browser
    assert browser
    newcomer = home.person("sam@example.org", "Sam Ek", language=case.language)
    learning.confirmed(newcomer)
    with window(browser, live_server, case.language) as walk:
        look.sign_in(walk.page, live_server.url, newcomer)
        reads_the_new_text(walk)
    assert Enrollment.objects.get(learner=newcomer).version == newest
    with window(browser, live_server, case.language) as walk:
        sees_the_old_version(walk)


@contextmanager
def window(browser: Browser, live_server: LiveServer, language: str) -> Iterator[Walk]:
    """Somebody else's browser."""
    context = browser.new_context()
    yield Walk(context.new_page(), live_server.url, language)
    context.close()


def edit_first_lesson(
    page: Page, live_server: LiveServer, draft: CoursePage, language: str
) -> None:
    """In the editor itself: written at the beginning of the text, and saved."""
    swedish = courses.lessons(draft)[0]
    lesson = swedish.get_translation(Locale.objects.get(language_code=language))
    page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[lesson.pk]))
    text = page.locator("[contenteditable=true]").first
    text.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(ADDED[language])
    # The editor hands what was typed to its form a moment later.
    page.wait_for_function(
        "text => document.querySelector('input[name=body-0-value]').value.includes(text)",
        arg=ADDED[language].strip(),
    )
    page.locator("button[type=submit].action-save").first.click()
    expect(page.locator(".messages .success")).to_be_visible()
    assert ADDED[language].strip() in str(
        LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object().body
    )


def is_approved_by_three(page: Page, live_server: LiveServer, draft: CoursePage) -> None:
    """Handed in from the editor's own menu; then each of three people in a browser of their own."""
    approvers = courses.approvers().values()
    page.locator("footer button[data-w-dropdown-target=toggle]").first.click()
    page.locator("footer a[href$='/review/']").first.click()
    page.locator("[name=note]").first.fill("När du larmar står först.")
    page.locator("form[action$='/submit/'] button[type=submit]").click()
    expect(page.locator(".messages .success")).to_be_visible()
    assert page.context.browser
    for person in approvers:
        editor(person)
        with window(page.context.browser, live_server, "sv") as walk:
            look.sign_in(walk.page, live_server.url, person)
            walk.page.goto(live_server.url + reverse("course_review", args=[draft.pk]))
            walk.page.locator("form[action$='/approve/'] button[type=submit]").click()
            expect(walk.page.locator(".messages .success")).to_be_visible()


def release(page: Page, live_server: LiveServer, draft: CoursePage, impact: str) -> None:
    """What is missing is said at the field."""
    page.goto(live_server.url + reverse("course_release", args=[draft.pk]))
    page.locator(f"[name=impact][value={impact}]").check()
    page.locator("form[method=post] button[type=submit].button").last.click()
    missing = words("sv")("Say what changed, for those who took the course.")
    expect(page.get_by_text(missing).first).to_be_visible()
    page.locator("[name=note_sv]").fill("När du larmar står nu först.")
    page.locator("[name=note_en]").fill("When to call now comes first.")
    page.locator("form[method=post] button[type=submit].button").last.click()
    expect(page.locator(".messages .success")).to_be_visible()


def reads_the_new_text(walk: Walk) -> None:
    walk.go({"sv": "kurser", "en": "courses"}[walk.language] + "/uppsala/car-t/")
    walk.press("Enroll")
    expect(walk.page.locator("article")).to_contain_text(ADDED[walk.language].strip())


def sees_the_old_version(walk: Walk) -> None:
    walk.go(f"verify/{Certificate.objects.get().code}/")
    walk.sees("This certificate is valid")
    expect(walk.page.locator(".facts")).to_contain_text("1.0")
