"""From template to checks in a real browser: no report, no complaint, axe finds nothing of ours."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from courses.models import CoursePage, LessonPage
from lms.users.models import User
from tests import browser
from tests.courses.editor import editor
from tests.factories import courses

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_course_begins_from_a_template_and_is_checked(
    page: Page,
    console: list[str],
    live_server: LiveServer,
    bo: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    shelf = courses.shelf()
    editor(bo)
    browser.sign_in(page, live_server.url, bo)
    add = reverse("wagtailadmin_pages:add", args=["courses", "coursepage", shelf.pk])
    page.goto(live_server.url + add)
    assert browser.violations(page) == []
    page.locator("[name=title]").fill("Tina celler")
    page.locator("[name=starter][value=procedure]").check()
    page.locator("main button[type=submit]").last.click()
    page.wait_for_url("**/cms/pages/*/edit/")
    for tab in page.locator("[role=tab]").all():
        tab.click()
        found = Axe().run(page, context=".tab-content").response["violations"]
        assert _said(found) == [], tab.inner_text()
    course = CoursePage.objects.get()
    lesson = LessonPage.objects.descendant_of(course).first()
    assert lesson
    page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[lesson.pk]))
    assert page.locator("textarea[name^='body-'][name$='-value']").count() == len(lesson.body)
    page.goto(live_server.url + reverse("course_checks", args=[course.pk]))
    assert browser.violations(page) == []
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        assert browser.overflow(page) <= 0, width
    assert console == []
    assert [one for one in caplog.records if one.message == "csp.report"] == []


def _said(found: list[dict[str, Any]]) -> list[str]:
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]
