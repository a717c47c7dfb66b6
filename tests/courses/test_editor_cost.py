"""Statements of the editor's pages, at two sizes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lms.users.models import User
from tests.courses.editor import editor
from tests.factories import courses

pytestmark = pytest.mark.django_db


def _statements(queries: CaptureQueriesContext) -> int:
    quiet = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    return sum(not query["sql"].startswith(quiet) for query in queries.captured_queries)


@pytest.mark.parametrize("size", [1, 5])
def test_the_editors_pages_stay_cheap(bo: User, size: int) -> None:
    draft = courses.draft(lessons=size)
    courses.release(draft)
    client = editor(bo)
    lesson, module = courses.lessons(draft)[0], courses.lessons(draft)[0].get_parent()
    budgets = {
        reverse("wagtailadmin_explore", args=[module.pk]): 48,
        reverse("wagtailadmin_pages:edit", args=[lesson.pk]): 55,
        reverse("wagtailadmin_pages:edit", args=[draft.pk]): 60,
        reverse("course_release", args=[draft.pk]): 26,
    }
    spent = {}
    for address in budgets:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        spent[address] = _statements(queries)
    assert {a: n for a, n in spent.items() if n > budgets[a]} == {}
