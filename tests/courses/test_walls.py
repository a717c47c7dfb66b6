"""An educator of another center meets no title of Uppsala's drafts, wherever they look."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import get_resolver, reverse
from wagtail.models import GroupPagePermission
from wagtail.users.models import UserProfile

from courses import actions
from courses.models import CoursePage, ShelfPage
from home.centers import actions as centers
from home.centers.models import Delegation
from lms.core import events, jobs
from lms.users.models import User
from tests.courses.editor import editor
from tests.factories import courses, home

pytestmark = pytest.mark.django_db
SECRET = "Hemligt utkast"


@pytest.fixture
def secret(bo: User) -> CoursePage:
    return courses.draft("hemligt", lessons=1, title=SECRET)


@pytest.fixture
def erik() -> User:
    """Writes courses in Skåne."""
    user = home.person("erik@example.org", "Erik Skog")
    home.delegation(user, Delegation.Permission.EDUCATOR, home.center("skane"))
    return user


def _addresses(page: CoursePage) -> list[str]:
    lesson, shelf = courses.lessons(page)[0], page.get_parent()
    module = lesson.get_parent()
    named = [
        ("wagtailadmin_explore", shelf.pk), ("wagtailadmin_explore", page.pk),
        ("wagtailadmin_explore_results", page.pk), ("wagtailadmin_choose_page_child", page.pk),
        ("wagtailadmin_choose_page_child", module.pk), ("wagtailadmin_pages:edit", page.pk),
        ("wagtailadmin_pages:edit", lesson.pk), ("wagtailadmin_pages:view_draft", lesson.pk),
        ("wagtailadmin_pages:usage", lesson.pk), ("wagtailadmin_pages:delete", lesson.pk),
        ("wagtailadmin_pages:unpublish", page.pk), ("wagtailadmin_pages:move", lesson.pk),
        ("wagtailadmin_pages:copy", page.pk), ("wagtailadmin_pages:history", page.pk),
        ("wagtailadmin_pages:history_results", page.pk), ("wagtailadmin_pages:lock", page.pk),
        ("wagtailadmin_pages:revisions_index", page.pk),
        ("wagtailadmin_pages:set_privacy", page.pk),
        ("wagtailadmin_pages:workflow_history", page.pk), ("course_release", page.pk),
        ("course_facts", page.pk), ("wagtailadmin_pages:add_subpage", page.pk),
        ("simple_translation:submit_page_translation", page.pk),
    ]  # fmt: skip
    queries = [
        f"/cms/bulk/wagtailcore/page/delete/?id={page.pk}",
        f"/cms/bulk/wagtailcore/page/move/?id={lesson.pk}",
        f"/cms/bulk/wagtailcore/page/publish/?id={page.pk}",
        f"/cms/choose-page/chosen-multiple/?id={page.pk}",
        f"/cms/api/main/pages/{page.pk}/",
    ]
    return [reverse(name, args=[pk]) for name, pk in named] + queries


LISTINGS = [
    "/cms/", "/cms/pages/", "/cms/pages/search/?q=hemligt", "/cms/pages/search/results/?q=hemligt",
    "/cms/choose-page/", "/cms/choose-page/search/?q=hemligt",
    "/cms/choose-page/?page_type=courses.coursepage",
    "/cms/api/main/pages/?search=hemligt", "/cms/api/main/pages/?type=courses.CoursePage&fields=*",
    "/cms/reports/aging-pages/", "/cms/reports/site-history/", "/cms/reports/locked/",
    "/cms/reports/page-types-usage/", "/cms/pages/usage/courses/coursepage/",
    "/cms/pages/usage/courses/lessonpage/results/",
]  # fmt: skip


@pytest.mark.parametrize("who", ["erik", "david"])
def test_another_centers_draft_is_not_there(
    secret: CoursePage, who: str, request: pytest.FixtureRequest
) -> None:
    client = editor(request.getfixturevalue(who))
    for address in _addresses(secret):
        response = client.get(address)
        assert response.status_code == 404, address
        assert SECRET not in response.text
    for address in LISTINGS:
        response = client.get(address)
        assert response.status_code in {200, 302, 404}, address
        assert SECRET not in response.text, address
        assert "Lektion 1.1" not in response.text, address


def test_posted_ids_meet_the_wall_too(secret: CoursePage, erik: User) -> None:
    client = editor(erik)
    mine = courses.draft("eget", center=home.center("skane"), lessons=1)
    copy = reverse("wagtailadmin_pages:copy", args=[mine.pk])
    form = {"new_title": "X", "new_slug": "x", "new_parent_page": secret.get_parent().pk}
    assert client.post(copy, form).status_code == 404
    address = reverse("wagtailadmin_pages:move_confirm", args=[mine.pk, secret.get_parent().pk])
    assert client.post(address).status_code == 404
    assert client.get(reverse("wagtailadmin_pages:edit", args=[mine.pk])).status_code == 200


def test_every_address_that_names_a_page_is_behind_the_wall(secret: CoursePage, erik: User) -> None:
    client = editor(erik)
    tried = 0
    for route in _page_routes():
        response = client.get(route % {"page": secret.pk})
        assert response.status_code == 404, route
        tried += 1
    assert tried > 15


def _page_routes() -> list[str]:
    """The editor's addresses that name one page and nothing else."""
    editor_urls: Any = next(r for r in get_resolver().url_patterns if str(r.pattern) == "cms/")
    pages = next(
        r for r in editor_urls.url_patterns if getattr(r, "namespace", "") == "wagtailadmin_pages"
    )
    routes = ["/cms/pages/" + str(entry.pattern) for entry in pages.url_patterns]
    name = re.compile(r"<int:(parent_page_id|page_id|page_to_move_id)>")
    return [name.sub("%(page)s", r) for r in routes if r.count("<") == 1 and name.search(r)]


def test_the_owner_finds_everything(secret: CoursePage, bo: User) -> None:
    client = editor(bo)
    for name in ("wagtailadmin_explore", "wagtailadmin_pages:edit", "course_release"):
        assert client.get(reverse(name, args=[secret.pk])).status_code == 200
    assert SECRET in client.get("/cms/pages/search/?q=hemligt").text


def test_a_reviewer_reads_and_does_not_write(secret: CoursePage) -> None:
    frida = home.person("frida@example.org", "Frida Gran")
    home.delegation(frida, Delegation.Permission.REVIEWER, home.center("uppsala"))
    client = editor(frida)
    shelf = secret.get_parent()
    assert client.get(reverse("wagtailadmin_explore", args=[shelf.pk])).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:edit", args=[secret.pk])).status_code == 302
    assert client.get(reverse("course_release", args=[secret.pk])).status_code == 404


@pytest.mark.parametrize("who", ["ada", "eva"])
def test_learners_have_no_editor(who: str, request: pytest.FixtureRequest) -> None:
    client = editor(request.getfixturevalue(who))
    assert client.get("/cms/", follow=False).status_code in {302, 404}


def test_rights_follow_delegations(bo: User, cecilia: User) -> None:
    courses.shelf()
    actions.sync_rights(center=home.center(), at=courses.RELEASED_AT)
    group = Group.objects.get(name="uppsala educators")
    assert set(group.user_set.all()) == {bo, cecilia}
    rights = GroupPagePermission.objects.filter(group=group)
    assert set(rights.values_list("page", flat=True)) == set(
        ShelfPage.objects.values_list("pk", flat=True)
    )
    assert rights.count() == 4
    before = list(rights.values_list("pk", flat=True))
    actions.sync_rights(center=home.center(), at=courses.RELEASED_AT)
    assert list(rights.values_list("pk", flat=True)) == before


def test_an_ended_delegation_takes_the_rights_away() -> None:
    until = courses.RELEASED_AT.date()
    gun = home.person("gun@example.org", "Gun Alm")
    home.delegation(gun, Delegation.Permission.EDUCATOR, home.center(), until=until)
    actions.sync_rights(center=home.center(), at=courses.RELEASED_AT)
    assert gun.groups.count() == 1
    actions.sync_all_rights(at=courses.RELEASED_AT + timedelta(days=1))
    assert gun.groups.count() == 0


def test_granting_is_followed_by_rights() -> None:
    hugo = home.person("hugo@example.org", "Hugo Ask")
    centers.grant(
        person=hugo,
        permission=Delegation.Permission.EDUCATOR,
        center=home.center(),
        valid_from=home.LONG_AGO_ON,
        at=courses.RELEASED_AT,
        by=None,
        reason="Ny utbildare",
    )
    jobs.drain()
    assert [group.name for group in hugo.groups.all()] == ["uppsala educators"]
    assert UserProfile.objects.get(user=hugo).preferred_language == "sv"


def test_the_editor_follows_the_language_of_the_account(bo: User) -> None:
    courses.shelf()
    actions.sync_all_rights(at=courses.RELEASED_AT)
    bo.language = "en"
    bo.save()
    events.record(
        "person.profile_changed", subject=bo, at=courses.RELEASED_AT, data={"fields": ["language"]}
    )
    jobs.drain()
    assert UserProfile.objects.get(user=bo).preferred_language == "en"
