"""Nobody publishes by hand, whatever the door, and nothing released is deleted or moved away."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses import actions
from courses.assessments.models import Question
from courses.models import (
    Course,
    CoursePage,
    Lesson,
    LessonPage,
    LessonText,
    ModulePage,
    ShelfPage,
)
from lms.users.models import User
from tests.courses.editor import editor, superuser
from tests.factories import courses, home

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["educator", "superuser"])
def author(request: pytest.FixtureRequest, bo: User) -> Client:
    return editor(bo if request.param == "educator" else superuser())


def _live() -> set[bool]:
    return {
        live
        for model in (CoursePage, ModulePage, LessonPage)
        for live in model.objects.values_list("live", flat=True)
    }


def _post_edit(client: Client, page: Page, **values: Any) -> Any:
    streams = {
        f"{name}-count": "0"
        for name in ("objectives", "people", "references", "body", "comments-TOTAL_FORMS")
    }
    comments = {
        f"comments-{name}": "0"
        for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    data = {"title": page.title, "slug": page.slug, **streams, **comments, **values}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def _edit(client: Client, page: CoursePage) -> None:
    _post_edit(client, page, **{"action-publish": "1"})


def _edit_lesson(client: Client, page: CoursePage) -> None:
    lesson = courses.lessons(page)[0]
    _post_edit(client, lesson, kind="reading", minutes="5", **{"action-publish": "1"})


def _schedule(client: Client, page: CoursePage) -> None:
    soon = timezone.now() + timedelta(minutes=1)
    _post_edit(client, page, go_live_at=soon.strftime("%Y-%m-%d %H:%M"), **{"action-publish": "1"})


def _create(client: Client, page: CoursePage) -> None:
    address = reverse("wagtailadmin_pages:add", args=["courses", "modulepage", page.pk])
    counts = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    comments = {f"comments-{name}": "0" for name in counts}
    client.post(address, {"title": "Ny", "slug": "ny", "action-publish": "1", **comments})


def _bulk(client: Client, page: CoursePage) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    shelf = page.get_parent()
    for target in (page, shelf, shelf.get_parent()):
        client.post(f"{address}?id={target.pk}", {"include_descendants": "on"})


def _copy(client: Client, page: CoursePage) -> None:
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    client.post(
        address,
        {
            "new_title": "Kopia",
            "new_slug": "kopia",
            "new_parent_page": page.get_parent().pk,
            "copy_subpages": "on",
            "publish_copies": "on",
        },
    )


def _api(client: Client, page: CoursePage) -> None:
    for action in ("publish", "copy", "unpublish", "create_alias"):
        client.post(f"/cms/api/main/pages/{page.pk}/action/{action}/", {"recursive": True})


def _revert(client: Client, page: CoursePage) -> None:
    revision = page.revisions.first()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision.pk])
    client.get(address)
    _post_edit(client, page, revision=revision.pk, **{"action-publish": "1"})


DOORS: list[Callable[[Client, CoursePage], None]] = [
    _edit, _edit_lesson, _schedule, _create, _bulk, _copy, _api, _revert,
]  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_no_door_of_the_editor_publishes(
    author: Client, door: Callable[[Client, CoursePage], None]
) -> None:
    draft = courses.draft(lessons=1)
    door(author, draft)
    assert _live() == {False}
    assert not draft.revisions.exclude(approved_go_live_at=None).exists()


def test_code_publishes_only_by_a_release(bo: User) -> None:
    draft = courses.draft(lessons=1)
    pages: list[Any] = [draft, *courses.lessons(draft)]
    for page in pages:
        with pytest.raises(PublishPagePermissionError):
            page.get_latest_revision().publish(user=bo)
    assert _live() == {False}


def test_a_forged_schedule_stays_a_draft() -> None:
    draft = courses.draft(lessons=1)
    revision = draft.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(days=1)
    revision.save()
    with pytest.raises(PublishPagePermissionError):
        revision.publish()
    assert _live() == {False}


def test_a_live_course_cannot_be_unpublished(author: Client) -> None:
    draft = courses.draft(lessons=1)
    courses.release(draft)
    author.post(reverse("wagtailadmin_pages:unpublish", args=[draft.pk]))
    assert CoursePage.objects.get(pk=draft.pk).live


def test_an_edit_in_the_editor_is_saved_as_a_draft(author: Client) -> None:
    draft = courses.draft(lessons=1)
    lesson = courses.lessons(draft)[0]
    response = _post_edit(author, lesson, title="Ändrad", kind="reading", minutes="7")
    assert response.status_code == 302
    newest = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    assert (newest.title, newest.minutes) == ("Ändrad", 7)


def _items(*values: Any) -> dict[str, Any]:
    listed: dict[str, Any] = streamfield([("item", value) for value in values])
    return listed


def test_a_lesson_with_every_block_can_be_saved(author: Client) -> None:
    practice = courses.question(use=Question.Use.PRACTICE)
    draft = courses.draft(lessons=1)
    lesson = courses.lessons(draft)[0]
    shown = author.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk]))
    assert str(practice.question.key) in shown.text
    body = streamfield(
        [
            ("text", rich_text("<p>Läs</p>")),
            ("callout", {"kind": "safety", "title": "", "text": rich_text("<p>Stopp</p>")}),
            ("table", {
                "caption": "", "head": _items("Grad"), "rows": _items(_items("1")),
            }),
            ("quote", {"text": "Säg ditt namn.", "source": ""}),
            ("accordion", {"title": "Mer", "text": rich_text("<p>Mer</p>")}),
            ("practice", str(practice.question.key)),
        ]
    )  # fmt: skip
    data = nested_form_data({"body": body})
    response = _post_edit(author, lesson, kind="reading", minutes="5", **data)
    assert response.status_code == 302
    courses.release(draft)
    text = LessonText.objects.get(lesson__key=lesson.translation_key, language="sv")
    assert [block["type"] for block in text.body] == [
        "text", "callout", "table", "quote", "accordion", "practice",
    ]  # fmt: skip
    assert text.body[-1]["value"] == str(practice.question.key)


def test_questions_and_quizzes_of_other_centers_are_not_offered(bo: User) -> None:
    other = home.center("skane")
    strange = courses.question("hemlig-ovning", center=other, use=Question.Use.PRACTICE)
    quiz = courses.quiz("hemligt-prov", center=other)
    lesson = courses.lessons(courses.draft(lessons=1))[0]
    shown = editor(bo).get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).text
    assert str(strange.question.key) not in shown
    assert "hemlig-ovning" not in shown
    assert f'<option value="{quiz.quiz_id}"' not in shown


def test_structure_is_made_in_the_source_language_only(author: Client) -> None:
    draft = courses.draft(lessons=1)
    english = CoursePage.objects.get(
        translation_key=draft.translation_key, locale__language_code="en"
    )
    address = "wagtailadmin_pages:add"
    swedish = author.get(reverse(address, args=["courses", "modulepage", draft.pk]))
    assert swedish.status_code == 200
    other = author.get(reverse(address, args=["courses", "modulepage", english.pk]))
    assert other.status_code != 200
    assert not ModulePage.can_create_at(english)
    assert not LessonPage.can_create_at(english.get_children().get())


def test_facts_of_the_source_cannot_be_posted_to_a_translation(author: Client) -> None:
    draft = courses.draft(lessons=1)
    english = LessonPage.objects.get(locale__language_code="en")
    shown = author.get(reverse("wagtailadmin_pages:edit", args=[english.pk]))
    assert 'name="minutes"' not in shown.text
    _post_edit(author, english, title="Changed", kind="reading", minutes="99")
    newest = LessonPage.objects.get(pk=english.pk).get_latest_revision_as_object()
    assert (newest.title, newest.minutes) == ("Changed", 5)
    assert (
        'name="minutes"'
        in author.get(reverse("wagtailadmin_pages:edit", args=[courses.lessons(draft)[0].pk])).text
    )


def test_a_translated_course_shows_the_facts_of_the_source(author: Client) -> None:
    draft = courses.draft(lessons=1)
    courses.edit(draft, validity_months=18)
    english = CoursePage.objects.get(locale__language_code="en")
    shown = author.get(reverse("wagtailadmin_pages:edit", args=[english.pk]))
    assert shown.status_code == 200
    for name in CoursePage.SOURCE_ONLY:
        assert f'name="{name}"' not in shown.text


def test_translating_and_copying_keep_and_renew_keys(bo: User) -> None:
    draft = courses.draft(lessons=1)
    assert Course.objects.count() == 1
    copy = draft.copy(recursive=True, update_attrs={"slug": "kopia"}, user=bo)
    assert Course.objects.count() == 2
    copied = Course.objects.get(key=copy.translation_key)
    assert (copied.status, copied.source_language) == (Course.Status.DRAFT, "sv")
    assert courses.lessons(copy)[0].translation_key != courses.lessons(draft)[0].translation_key


def _delete(page: Page) -> None:
    page.delete()


def _delete_bare(page: Page) -> None:
    Page.objects.get(pk=page.pk).delete()


def _delete_set(page: Page) -> None:
    Page.objects.filter(pk=page.pk).delete()


@pytest.mark.parametrize("delete", [_delete, _delete_bare, _delete_set])
@pytest.mark.parametrize("model", [CoursePage, ModulePage, LessonPage, ShelfPage])
def test_nothing_released_is_deleted(delete: Callable[[Page], None], model: type[Page]) -> None:
    courses.release(courses.draft(lessons=1))
    page = model.objects.filter(locale__language_code="sv").get()
    with pytest.raises(ProtectedError), transaction.atomic():
        delete(page)
    assert LessonPage.objects.count() == 2


def test_an_unreleased_lesson_may_be_deleted(author: Client) -> None:
    draft = courses.draft(lessons=2, translated=False)
    lesson = courses.lessons(draft)[1]
    author.post(reverse("wagtailadmin_pages:delete", args=[lesson.pk]))
    assert LessonPage.objects.count() == 1


def test_deleting_in_the_editor_is_answered_with_what_to_do(author: Client) -> None:
    draft = courses.draft(lessons=1)
    courses.release(draft)
    lesson = courses.lessons(draft)[0]
    response = author.post(reverse("wagtailadmin_pages:delete", args=[lesson.pk]), follow=True)
    assert response.status_code == 200
    assert "Retire the course" in response.text or "Avsluta kursen" in response.text
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    assert author.post(f"{bulk}?id={lesson.pk}").status_code == 302
    assert Lesson.objects.count() == 1
    assert LessonPage.objects.filter(pk=lesson.pk).exists()


def test_a_released_lesson_keeps_its_course(author: Client) -> None:
    draft = courses.draft(lessons=1)
    other = courses.draft("other", lessons=2)
    courses.release(draft)
    lesson, module = courses.lessons(draft)[0], ModulePage.objects.child_of(other).get()
    LessonPage.objects.filter(pk=lesson.pk).update(slug="unik")
    address = reverse("wagtailadmin_pages:move_confirm", args=[lesson.pk, module.pk])
    author.post(address)
    assert courses.lessons(draft) == [lesson]


def test_the_shelf_itself_is_not_the_educators(bo: User) -> None:
    client = editor(bo)
    shelf = ShelfPage.objects.filter(locale__language_code="sv").get()
    assert client.get(reverse("wagtailadmin_explore", args=[shelf.pk])).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:edit", args=[shelf.pk])).status_code == 302
    client.post(reverse("wagtailadmin_pages:delete", args=[shelf.pk]))
    assert ShelfPage.objects.filter(pk=shelf.pk).exists()
    address = reverse("wagtailadmin_pages:add", args=["courses", "coursepage", shelf.pk])
    assert client.get(f"{address}?empty=1").status_code == 200


def test_an_image_of_a_released_text_stays() -> None:
    image = get_image_model().objects.create(title="Påse", file=get_test_image_file())
    value = {"image": image.pk, "alt_text": "En påse", "decorative": False}
    body = [{"type": "image", "value": {"image": value, "caption": ""}}]
    courses.release(courses.draft(lessons=1, body=body))
    with pytest.raises(ProtectedError):
        image.delete()


def test_live_facts_change_at_once_and_are_logged(bo: User) -> None:
    course = courses.released()
    actions.change_facts(
        course=course, by=bo, at=courses.RELEASED_AT, access="public", status="closed"
    )
    row = Course.objects.get(pk=course.pk)
    assert (row.access, row.status) == ("public", "closed")
    with pytest.raises(actions.NotALiveFact):
        actions.set_live_facts(course=course, by=bo, at=courses.RELEASED_AT, current=None)
    assert home.center().courses.count() == 1
