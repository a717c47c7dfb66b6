"""What educators and readers see in a real browser: axe, and a console without complaints."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from courses import actions
from courses.assessments.models import Question
from courses.models import CoursePage, CourseVersion, Review
from lms.signatures.models import Signature
from lms.users.models import User
from tests import browser
from tests.factories import courses

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft() -> CoursePage:
    return courses.draft(lessons=1)


@pytest.fixture
def educator(page: Page, live_server: LiveServer, draft: CoursePage, bo: User) -> Page:
    actions.sync_all_rights(at=courses.RELEASED_AT)
    browser.sign_in(page, live_server.url, bo)
    return page


def _open(page: Page, site: str, name: str, pk: object) -> None:
    page.goto(site + reverse(name, args=[pk]))


def test_a_course_is_handed_in_approved_and_released_on_our_pages(
    educator: Page, live_server: LiveServer, draft: CoursePage, bo: User
) -> None:
    people = courses.approvers()
    actions.sync_all_rights(at=courses.RELEASED_AT)
    _open(educator, live_server.url, "course_review", draft.pk)
    assert _barriers(educator, "main") == []
    educator.click(f'form[action="{reverse("course_submit", args=[draft.pk])}"] button')
    educator.wait_for_selector(".steps")
    assert _barriers(educator, "main") == []
    review = Review.objects.get()
    for step, person in people.items():
        browser.sign_in(educator, live_server.url, person)
        _open(educator, live_server.url, "course_review", draft.pk)
        assert _barriers(educator, "main") == []
        educator.click(f'form[action="{reverse("course_approve", args=[draft.pk])}"] button')
        educator.wait_for_selector(".messages .success")
        assert review.approvals.get(step=step).by == person
    browser.sign_in(educator, live_server.url, bo)
    _open(educator, live_server.url, "course_release", draft.pk)
    assert _barriers(educator, "main") == []
    for code in ("sv", "en"):
        educator.fill(f"#id_note_{code}", "Första versionen.")
    educator.click("#release button[type=submit]")
    educator.wait_for_url("**/edit/")
    assert CourseVersion.objects.get().number == "1.0"
    assert Signature.objects.get().signer == bo


def test_a_locked_page_says_who_has_it(
    educator: Page, live_server: LiveServer, draft: CoursePage, bo: User
) -> None:
    courses.submit(draft, by=bo)
    lesson = courses.lessons(draft)[0]
    _open(educator, live_server.url, "wagtailadmin_pages:edit", lesson.pk)
    link = educator.locator(f'.messages a[href="{reverse("course_review", args=[draft.pk])}"]')
    assert link.is_visible()
    assert educator.locator("#id_title").is_disabled()


def _barriers(page: Page, within: str) -> list[str]:
    # What slides in has its colours once it stands still.
    page.evaluate("() => document.getAnimations().forEach((one) => one.finish())")
    return [rule["id"] for rule in Axe().run(page, context=within).response["violations"]]


def test_the_facts_page_has_no_barrier(
    educator: Page, live_server: LiveServer, draft: CoursePage
) -> None:
    courses.release(draft)
    _open(educator, live_server.url, "course_facts", draft.pk)
    found = Axe().run(educator, context="#w-editor-form").response["violations"]
    assert [rule["id"] for rule in found] == []


def test_dates_are_chosen_without_inline_scripts(
    educator: Page, live_server: LiveServer, draft: CoursePage
) -> None:
    _open(educator, live_server.url, "wagtailadmin_pages:edit", draft.pk)
    educator.wait_for_selector("template[data-start]", state="detached")
    assert educator.locator(".xdsoft_datetimepicker").count() == 2


def test_the_preview_of_a_draft_has_no_barrier(
    educator: Page, live_server: LiveServer, draft: CoursePage
) -> None:
    lesson = courses.lessons(draft)[0]
    _open(educator, live_server.url, "wagtailadmin_pages:view_draft", lesson.pk)
    assert browser.violations(educator) == []


def test_a_practice_question_works_without_script_and_without_barrier(
    page: Page, live_server: LiveServer
) -> None:
    version = courses.question(use=Question.Use.PRACTICE)
    address = reverse("assessments:practice", args=[version.question.key])
    page.goto(live_server.url + address)
    assert browser.violations(page) == []
    right = version.options.get(position=1)
    page.goto(f"{live_server.url}{address}?option={right.pk}")
    assert page.locator("[data-verdict=right]").count() == 1
    assert browser.violations(page) == []
