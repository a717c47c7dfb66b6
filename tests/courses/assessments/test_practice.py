"""Practice questions give feedback at once, store nothing and keep their key until asked."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from courses.assessments.models import Question, QuestionVersion
from courses.assessments.selectors import practice_question
from courses.rendering import render_body
from lms.core.models import Event
from tests.factories import courses

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> QuestionVersion:
    return courses.question(use=Question.Use.PRACTICE, right=(2,))


def _address(version: QuestionVersion) -> str:
    return reverse("assessments:practice", args=[version.question.key])


def _option(version: QuestionVersion, position: int) -> int:
    return version.options.get(position=position).pk


def test_the_question_in_a_lesson_says_nothing_about_its_key(version: QuestionVersion) -> None:
    html = render_body([{"type": "practice", "value": str(version.question.key)}], language="sv")
    assert "Fråga q1 (sv)" in html
    assert f'action="{_address(version).replace("/en/", "/sv/")}"' in html
    for word in ("correct", "data-right", "checked", "Därför"):
        assert word not in html
    answers = [html.split(f'value="{_option(version, n)}"')[1].split("<span>")[0] for n in (1, 2)]
    assert answers[0] == answers[1]


@pytest.mark.parametrize(("position", "verdict"), [(2, "right"), (1, "wrong")])
def test_an_answer_gets_feedback(
    client: Client, version: QuestionVersion, position: int, verdict: str
) -> None:
    response = client.get(_address(version), {"option": _option(version, position)})
    assert f'data-verdict="{verdict}"' in response.text
    assert "Därför q1 (" in response.text
    assert "<html" in response.text


def test_script_gets_a_fragment(client: Client, version: QuestionVersion) -> None:
    response = client.get(
        _address(version),
        {"option": _option(version, 2)},
        headers={"X-Requested-With": "fetch"},
    )
    assert "<html" not in response.text
    assert 'data-verdict="right"' in response.text


@pytest.mark.parametrize("query", ["", "?option=", "?option=x", "?option=-1", "?other=1"])
def test_without_an_answer_the_key_stays(
    client: Client, version: QuestionVersion, query: str
) -> None:
    response = client.get(_address(version) + query)
    assert response.status_code == 200
    assert "data-verdict" not in response.text
    assert "Därför" not in response.text


def test_another_questions_options_are_not_right(client: Client, version: QuestionVersion) -> None:
    other = courses.question("q2", use=Question.Use.PRACTICE, right=(1,))
    response = client.get(_address(version), {"option": _option(other, 1)})
    assert 'data-verdict="wrong"' in response.text


def test_several_right_answers_are_needed_together(client: Client) -> None:
    version = courses.question(
        "multi", use=Question.Use.PRACTICE, kind=QuestionVersion.Kind.MULTIPLE, right=(1, 3)
    )
    one, two, three = (_option(version, n) for n in (1, 2, 3))
    for chosen, verdict in (
        ([one, three], "right"),
        ([one], "wrong"),
        ([one, two, three], "wrong"),
    ):
        response = client.get(_address(version), {"option": chosen})
        assert f'data-verdict="{verdict}"' in response.text


def test_a_graded_question_is_not_found(client: Client) -> None:
    graded = courses.question("graded")
    address = reverse("assessments:practice", args=[graded.question.key])
    assert client.get(address).status_code == 404
    assert client.get(address, {"option": _option(graded, 1)}).status_code == 404
    assert practice_question(graded.question.key) is None


def test_an_answer_is_stored_nowhere_and_sets_no_cookie(
    client: Client, version: QuestionVersion, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    events = Event.objects.count()
    with django_assert_max_num_queries(6) as queries:
        response = client.get(_address(version), {"option": _option(version, 2)})
    assert not response.cookies
    assert Event.objects.count() == events
    assert all(query["sql"].startswith("SELECT") for query in queries.captured_queries)


def test_a_post_is_refused(client: Client, version: QuestionVersion) -> None:
    assert client.post(_address(version)).status_code == 405


def test_the_way_back_leads_to_our_own_pages_only(client: Client, version: QuestionVersion) -> None:
    ours = client.get(_address(version), headers={"Referer": "http://testserver/sv/read/x/"})
    theirs = client.get(_address(version), headers={"Referer": "https://example.org/sv/"})
    assert 'href="/sv/read/x/"' in ours.text
    assert "example.org" not in theirs.text
