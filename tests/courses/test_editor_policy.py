"""The whole editor under the strict content policy: no complaint, no report, nothing lost by it."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.forms import Form, formset_factory
from django.template.loader import render_to_string
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page as WagtailPage
from wagtail.models import Site, Workflow

from courses import actions
from courses.models import CoursePage, LessonPage, ModulePage
from home.centers.models import Delegation
from home.models import StandardPage
from lms.demo import network, site
from lms.users.models import User
from tests import browser, stage
from tests.courses.editor import superuser
from tests.factories import courses, home

DESK = {"width": 1440, "height": 900}
FIELD = ".public-DraftEditor-content:visible"
PANELS = ("checks", "preview", "comments", "status")
INDEX = ("index", "add")
CourseForms = formset_factory(Form)
PASTE = """(html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "plain");
  const paste = new ClipboardEvent("paste", {
    clipboardData: data, bubbles: true, cancelable: true
  });
  document.activeElement.dispatchEvent(paste);
}"""
FROM_A_WORD_PROCESSOR = (
    "<style>p { color: red }</style><p style='color:red' class=\"a\">Pasted "
    '<b style="font-size: 3px" data-x=\'style="kept"\'>words</b></p>'
)


@dataclass
class Stage:
    """A network with pages of every kind and a course on a shelf of Uppsala."""

    url: str
    educator: User
    root: User
    course: CoursePage
    lesson: LessonPage


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with stage.standing(django_db_blocker) as url:
        yield url


@pytest.fixture(scope="module")
def editor(db: str) -> Stage:
    network.load_words()
    network.load_centers()
    site.load_site()
    bo = home.person("bo@example.org", "Bo Ek")
    home.delegation(bo, Delegation.Permission.EDUCATOR, home.center("uppsala"))
    course = courses.draft(lessons=1)
    courses.release(course)
    get_image_model().objects.create(title="Påse", file=get_test_image_file())
    actions.sync_all_rights(at=courses.RELEASED_AT)
    return Stage(db, bo, superuser(), course, courses.lessons(course)[0])


@pytest.fixture
def reports(caplog: pytest.LogCaptureFixture) -> Iterator[list[logging.LogRecord]]:
    """What browsers reported; the test fails if there was anything."""
    yield caplog.records
    assert [vars(one) for one in caplog.records if one.message == "csp.report"] == []


def of_a_course(editor: Stage) -> list[str]:
    """Every page that an educator has about a course of their own."""
    course, lesson = editor.course.pk, editor.lesson.pk
    module = ModulePage.objects.child_of(editor.course).get().pk
    shelf = editor.course.get_parent().pk
    edited = [named("wagtailadmin_pages:edit", pk) for pk in (course, module, lesson)]
    return [
        *edited,
        *(named(name, course) for name in ("course_release", "course_facts", "course_checks")),
        *(named(f"wagtailadmin_pages:{name}", lesson) for name in ("view_draft", "history")),
        *(named(f"wagtailadmin_pages:{name}", course) for name in ("copy", "move", "usage")),
        named("wagtailadmin_pages:add_subpage", course),
        named("course_start", shelf),
        f"{named('wagtailadmin_pages:add', 'courses', 'coursepage', shelf)}?empty=1",
        named("wagtailadmin_pages:add", "courses", "lessonpage", module),
        *(named("wagtailadmin_explore", pk) for pk in (shelf, course, module)),
        named("simple_translation:submit_page_translation", course),
    ]


def of_everybody() -> list[str]:
    names = (
        "wagtailadmin_home",
        "wagtailadmin_account",
        "wagtailadmin_explore_root",
        "wagtailimages:index",
        "wagtailimages:add_multiple",
        "wagtaildocs:index",
        "wagtaildocs:add_multiple",
        *("question_list", "question_banks", "quiz_list", "quiz_new"),
        "wagtailadmin_reports:aging_pages",
    )
    search = named("wagtailadmin_pages:search")
    return [*(named(name) for name in names), f"{search}?q=kurs"]


def of_the_office() -> list[str]:
    """What only the operator opens: every kind of page, and what runs the site."""
    names = (
        *(
            f"wagtailadmin_reports:{name}"
            for name in ("workflow", "workflow_tasks", "site_history")
        ),
        *(f"wagtailadmin_reports:{name}" for name in ("locked_pages", "page_types_usage")),
        *(f"wagtailadmin_workflows:{name}" for name in ("index", "add", "task_index")),
        *(f"wagtailadmin_collections:{name}" for name in ("index", "add")),
        *(f"wagtail{kind}:{name}" for kind in ("users_users", "users_groups") for name in INDEX),
        *(f"wagtailsites:{name}" for name in INDEX),
        "wagtaillocales:index",
        "wagtailimages:add",
        "wagtaildocs:add",
    )
    kinds = WagtailPage.objects.filter(depth__gt=1, locale__language_code="sv")
    one_each = {page.content_type_id: page.pk for page in kinds.order_by("-pk")}
    return [
        *(named("wagtailadmin_pages:edit", pk) for pk in one_each.values()),
        *(named(name) for name in names),
        named("wagtailadmin_workflows:edit", Workflow.objects.first().pk),
        named("wagtailusers_groups:edit", Group.objects.first().pk),  # type: ignore[union-attr]
        named("wagtailsites:edit", Site.objects.get().pk),
        named("wagtailimages:edit", get_image_model().objects.get().pk),
        named("wagtailadmin_pages:delete", StandardPage.objects.first().pk),
    ]


def named(name: str, *args: object) -> str:
    return reverse(name, args=args)


def use(page: Page) -> None:
    """Write, copy and paste in a text field, and open what stands beside a form."""
    field = page.locator(FIELD).first
    if field.count():
        field.click()
        page.keyboard.type("Ord ")
        page.keyboard.press("Control+a")
        page.keyboard.press("Control+c")
        page.keyboard.press("End")
        page.keyboard.press("Control+v")
        page.keyboard.press("Enter")
        page.evaluate(PASTE, FROM_A_WORD_PROCESSOR)
        page.keyboard.type("/")
        page.keyboard.press("Escape")
        page.keyboard.press("Backspace")
    for name in PANELS:
        toggle = page.locator(f"[data-side-panel-toggle={name}]").first
        if toggle.count() and toggle.is_visible():
            toggle.click()
            page.wait_for_timeout(200)


@pytest.mark.parametrize("who", ["educator", "root"])
def test_no_page_of_the_editor_breaks_the_policy(
    page: Page, console: list[str], reports: list[object], editor: Stage, who: str
) -> None:
    browser.sign_in(page, editor.url, getattr(editor, who))
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.set_default_timeout(10_000)
    page.on("dialog", lambda dialog: dialog.accept())
    paths = [*of_everybody(), *of_a_course(editor), *(of_the_office() if who == "root" else [])]
    faults: list[str] = []
    for path in paths:
        answer = page.goto(editor.url + path)
        assert answer
        if answer.status != 200:
            faults.append(f"{path} answers {answer.status}")
        use(page)
        faults += [f"{path}: {said}" for said in console]
        faults += [f"{path}: not started"] * page.locator("template[data-start]").count()
        console.clear()
    assert faults == []


def test_text_fields_work_under_the_policy(
    page: Page, reports: list[object], editor: Stage
) -> None:
    browser.sign_in(page, editor.url, editor.educator)
    page.goto(editor.url + named("wagtailadmin_pages:edit", editor.lesson.pk))
    page.locator(FIELD).first.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.evaluate(PASTE, FROM_A_WORD_PROCESSOR)
    expect(page.locator(FIELD).first).to_contain_text("Pasted words")
    expect(page.locator(f"{FIELD} [style*='font-weight: bold']").first).to_have_text("words")
    # The styles that the field writes for itself hold.
    rules = "[...document.styleSheets].filter((sheet) => !sheet.href && sheet.cssRules.length)"
    assert page.evaluate(f"{rules}.length") > 0
    copied = page.evaluate(
        """() => {
          const element = document.createElement("div");
          element.setAttribute("style", "white-space: pre-wrap;");
          return element.outerHTML;
        }"""
    )
    assert copied == '<div style="white-space: pre-wrap;"></div>'


def test_choosers_open_under_the_policy(page: Page, reports: list[object], editor: Stage) -> None:
    browser.sign_in(page, editor.url, editor.root)
    page.goto(editor.url + named("wagtailadmin_pages:edit", editor.lesson.pk))
    page.locator(FIELD).first.click()
    page.keyboard.press("Control+a")
    page.locator("button[name=LINK]").first.click()
    page.locator(".modal a.navigate-pages").first.wait_for()
    page.goto(editor.url + named("wagtailadmin_pages:choose_parent", "courses", "coursepage"))
    page.locator("[data-chooser-action-choose]:visible").first.click()
    page.locator(".modal table").first.wait_for()


def test_a_panel_that_chooses_many_holds_no_script() -> None:
    panel = SimpleNamespace(formset=CourseForms(prefix="parts"), children=[])
    values = {"self": panel, "options_json": '{"x": "</template>"}', "chooser_widget_definition": 1}
    html = render_to_string("wagtailadmin/panels/multiple_chooser_panel.html", values)
    assert 'data-name="MultipleChooserPanel"' in html
    assert "&lt;/template&gt;" in html
    assert html.count("<script") == html.count('type="application/json"') == 1


def test_what_breaks_the_policy_is_reported(
    page: Page, console: list[str], caplog: pytest.LogCaptureFixture, editor: Stage
) -> None:
    browser.sign_in(page, editor.url, editor.educator)
    page.goto(editor.url + named("wagtailadmin_home"))
    with page.expect_response("**/csp-report/") as told:
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<i style=\"top:0\"></i>')")
    assert told.value.status == 204
    (line,) = [vars(one) for one in caplog.records if one.message == "csp.report"]
    assert (line["directive"], line["page"]) == ("style-src-attr", "cms/")
    assert len(console) == 1
    console.clear()
