"""The page of a course: from the released version, the same for every stranger."""

import gzip
import re

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from courses import actions
from courses.models import Course, CourseVersion
from lms.core import content
from lms.users.models import User
from tests.factories import courses, home, learning
from tests.factories.listed import listed, outline

pytestmark = pytest.mark.django_db


def page(client: Client, course: Course, language: str = "en") -> str:
    return client.get(address(course, language)).content.decode()


def address(course: Course, language: str = "en") -> str:
    index = {"sv": "kurser", "en": "courses"}[language]
    return f"/{language}/{index}/{course.owner_center.slug}/{course.code}/"


def test_it_says_what_was_released_and_not_what_is_being_written(client: Client) -> None:
    draft = courses.draft("car-t", summary="Det gamla.", quiz=courses.quiz(size=5, pass_mark=70))
    courses.release(draft)
    courses.edit(draft, summary="Det nya.", title="En annan titel")
    html = client.get("/sv/kurser/uppsala/car-t/").content.decode()
    assert "Det gamla." in html
    assert "Det nya." not in html
    assert "En annan titel" not in html


def test_it_names_outcomes_lessons_questions_and_every_change(client: Client) -> None:
    draft = courses.draft("car-t", quiz=courses.quiz(size=5, pass_mark=70))
    courses.release(draft)
    courses.edit(draft, summary="Rättat.")
    courses.reviewed(draft)
    actions.release(
        page=draft,
        by=None,
        at=courses.RELEASED_AT,
        impact=CourseVersion.Impact.EDITORIAL,
        notes={"sv": "Ett ord.", "en": "One word."},
    )
    html = client.get("/en/courses/uppsala/car-t/").content.decode()
    assert "Kontrollera identiteten" in html
    assert "Lektion 1.2" in html
    assert "Answer 4 of 5 questions correctly" in html
    assert "Version 1.1" in html
    assert html.index("One word.") < html.index("First version.")


@pytest.mark.parametrize(
    ("access", "words"),
    [
        (Course.Access.PUBLIC, "Read without an account"),
        (Course.Access.OPEN, "Anyone with an account can take the course."),
        (Course.Access.STAFF, "For staff of the centers."),
    ],
)
def test_a_stranger_reads_who_may_take_it_and_what_to_do(
    client: Client, access: str, words: str
) -> None:
    html = page(client, listed("car-t", access=access, outline=outline(1, 2)))
    assert words in html
    assert "/en/accounts/login/?next=/en/courses/uppsala/car-t/" in html
    assert "csrfmiddlewaretoken" not in html
    assert 'method="post"' not in html


def test_a_course_by_invitation_is_not_there(client: Client, ada: User) -> None:
    course = listed("secret", access=Course.Access.INVITATION)
    assert client.get(address(course)).status_code == 404
    client.force_login(ada)
    assert client.get(address(course)).status_code == 404


def test_a_draft_is_not_there(client: Client, bo: User) -> None:
    courses.draft("car-t")
    client.force_login(bo)
    assert client.get("/sv/kurser/uppsala/car-t/").status_code == 404


def test_a_retired_course_says_so_and_leads_to_its_successor(client: Client) -> None:
    old, new = listed("old"), listed("new")
    actions.retire(
        course=old,
        by=None,
        at=courses.RELEASED_AT,
        on=courses.RELEASED_AT.date(),
        reason="Ny metod",
        replaced_by=new,
    )
    html = page(client, old)
    assert "This course has been replaced." in html
    assert f'href="{address(new)}"' in html
    assert "Sign in to enroll" not in html


def test_sample_content_says_so_beside_its_owner(client: Client) -> None:
    html = page(client, listed("car-t", texts={"notice": "Only an example."}))
    assert "Only an example." in html
    assert re.search(r"Kept by.*?Sample", html, re.DOTALL)


def test_real_content_has_no_sample_badge(client: Client) -> None:
    assert "Sample" not in page(client, listed("car-t"))


def test_staff_enroll_with_one_press(client: Client, ada: User) -> None:
    course = listed("car-t", access=Course.Access.STAFF)
    client.force_login(ada)
    html = page(client, course)
    assert f'action="/en/courses/{course.key}/enroll/"' in html


def test_a_patient_reads_why_a_staff_course_is_not_for_them(client: Client, eva: User) -> None:
    course = listed("car-t", access=Course.Access.STAFF)
    client.force_login(eva)
    html = page(client, course)
    assert "This course is for staff of the centers." in html
    assert "/enroll/" not in html


def test_whoever_is_under_way_goes_on(client: Client, ada: User) -> None:
    course = courses.released("car-t", access=Course.Access.STAFF)
    enrollment = learning.enrolled(ada, course)
    client.force_login(ada)
    html = client.get("/en/courses/uppsala/car-t/").content.decode()
    assert "0 of 2 lessons done" in html
    assert f'href="/en/learn/{enrollment.uid}/"' in html


def test_whoever_is_done_may_take_it_again(client: Client, ada: User) -> None:
    course = courses.released("car-t", access=Course.Access.STAFF)
    learning.finished(ada, course)
    client.force_login(ada)
    html = client.get("/en/courses/uppsala/car-t/").content.decode()
    assert "Completed" in html
    assert "Take the course again" in html


def test_the_page_of_somebody_signed_in_is_stored_nowhere(client: Client, ada: User) -> None:
    course = listed("car-t")
    stranger = page(client, course)
    client.force_login(ada)
    mine = client.get(address(course))
    assert mine["Cache-Control"] == "private, no-store"
    assert "Ada Lind" in mine.content.decode()
    assert "Ada Lind" not in stranger
    assert "Ada Lind" not in page(Client(), course)


@pytest.mark.parametrize("signed_in", [False, True])
def test_statements_are_the_same_for_12_and_for_120_lessons(
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    ada: User,
    signed_in: bool,
) -> None:
    short = listed("short", outline=outline(3, 4))
    long = listed("long", outline=outline(10, 12))
    if signed_in:
        learning.confirmed(ada)
        client.force_login(ada)
        client.get("/en/courses/")
    counted = []
    for course in (short, long):
        if not signed_in:
            content.forget()
            caches["pages"].clear()
        with django_assert_max_num_queries(10) as captured:
            reply = client.get(address(course))
        counted.append(len(captured))
        assert len(gzip.compress(reply.content)) <= 15_000
    assert counted[0] == counted[1]


def test_a_change_of_access_is_seen_at_once(client: Client) -> None:
    course = listed("car-t")
    page(client, course)
    actions.set_live_facts(
        course=course, by=None, at=courses.RELEASED_AT, access=Course.Access.STAFF
    )
    assert "For staff of the centers." in page(client, course)


def test_david_sees_the_same_page_as_everybody_in_uppsala(client: Client, david: User) -> None:
    course = listed("car-t", center=home.center("uppsala"))
    client.force_login(david)
    assert client.get(address(course)).status_code == 200
