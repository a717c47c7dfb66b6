"""What learners read and press: lessons, states, the way on, my learning."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from courses import actions as course_actions
from courses.models import Course, CourseVersion
from home.models import Interest
from lms.core import clock
from lms.learning import actions
from lms.learning.models import Completion, Enrollment, Progress
from lms.users.models import User
from tests.factories import courses, home, learning

pytestmark = pytest.mark.django_db
STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.fixture
def learner(client: Client, ada: User) -> Client:
    client.force_login(learning.confirmed(ada))
    return client


def page_of(client: Client, enrollment: Enrollment, number: int = 0, language: str = "en") -> str:
    lesson = learning.rows(enrollment)[number]
    answer = client.get(f"/{language}/learn/{enrollment.uid}/{lesson.key}/")
    assert answer.status_code == 200
    return answer.content.decode()


def press(client: Client, enrollment: Enrollment, number: int, end: str = "outcome/") -> str:
    """Where a press on the button of a lesson leads."""
    lesson = learning.rows(enrollment)[number]
    answer = client.post(f"/en/learn/{enrollment.uid}/{lesson.key}/{end}")
    assert answer.status_code == 302
    return answer["Location"]


def address(enrollment: Enrollment, number: int) -> str:
    return f"/en/learn/{enrollment.uid}/{learning.rows(enrollment)[number].key}/"


def test_one_press_enrolls_and_opens_the_first_lesson(learner: Client) -> None:
    course = learning.course()
    answer = learner.post(f"/en/courses/{course.key}/enroll/", follow=True)
    enrollment = Enrollment.objects.get()
    assert answer.redirect_chain[-1][0] == address(enrollment, 0)


def test_who_may_not_enroll_hears_why_on_the_course_page(client: Client, eva: User) -> None:
    client.force_login(eva)
    course = courses.released(access=Course.Access.STAFF)
    answer = client.post(f"/en/courses/{course.key}/enroll/", follow=True)
    assert answer.redirect_chain == [("/en/courses/uppsala/car-t/", 302)]
    assert "for staff of the centers" in answer.content.decode()
    assert not Enrollment.objects.exists()


def test_enrolling_in_a_course_by_invitation_or_unknown_is_404(learner: Client) -> None:
    course = learning.course(access=Course.Access.INVITATION)
    for key in (course.key, "5f0c2a52-7d0b-4a0e-9a46-9c6f6a5f7a10"):
        assert learner.post(f"/en/courses/{key}/enroll/").status_code == 404


def test_an_address_that_takes_posts_leads_to_its_page(learner: Client, ada: User) -> None:
    course = courses.released()
    enrollment = learning.enrolled(ada, course)
    lesson = address(enrollment, 0)
    leads = {
        f"/en/courses/{course.key}/enroll/": "/en/courses/uppsala/car-t/",
        f"/en/learn/{enrollment.uid}/withdraw/": "/en/my-learning/",
        f"/en/learn/{enrollment.uid}/upgrade/": f"/en/learn/{enrollment.uid}/",
        f"{lesson}place/": lesson,
        f"{lesson}outcome/": lesson,
        f"{lesson}attempts/": lesson,
    }
    for start, end in leads.items():
        answer = learner.get(start)
        assert (answer.status_code, answer["Location"]) == (302, end)


def test_the_lesson_shows_text_outline_notice_and_the_way_on(learner: Client, ada: User) -> None:
    enrollment = learning.enrolled(ada, learning.course(lessons=3))
    html = page_of(learner, enrollment, 1)
    for said in (
        "Text av Lektion 2 (en)",
        "Module 1, lesson 2, about 10",
        "2 of 3",
        "Mark as done and go on",
        "Lektion 3 (en), 10",
        "Demonstration (en)",
        "Version 1.0 of the course.",
        'aria-current="page"',
    ):
        assert said in html


def test_interests_are_shown_before_the_first_lesson_only(learner: Client, ada: User) -> None:
    enrollment = learning.enrolled(ada)
    assert "Ingen har betalat (en)" in page_of(learner, enrollment, 0)
    assert "Ingen har betalat (en)" not in page_of(learner, enrollment, 1)


def test_the_same_lesson_and_place_in_the_other_language(learner: Client, ada: User) -> None:
    enrollment = learning.enrolled(ada)
    learner.post(f"{address(enrollment, 0)}place/", {"position": 430})
    for language, other in (("sv", "en"), ("en", "sv")):
        html = page_of(learner, enrollment, 0, language)
        assert f"Text av Lektion 1 ({language})" in html
        assert 'data-position="430"' in html
        assert address(enrollment, 0).replace("/en/", f"/{other}/") in html


def test_the_place_is_kept_in_lessons_that_are_done_too(learner: Client, ada: User) -> None:
    enrollment = learning.enrolled(ada)
    press(learner, enrollment, 0)
    html = page_of(learner, enrollment, 0)
    assert 'data-behaviour="place"' in html
    assert "csrfmiddlewaretoken" in html


def test_a_course_in_one_language_says_so(learner: Client, ada: User) -> None:
    enrollment = learning.enrolled(ada, learning.course(languages=["sv"]))
    html = page_of(learner, enrollment, 0, "en")
    assert '<article lang="sv"' in html
    assert "This lesson exists only in Swedish." in html


def test_the_place_is_saved_and_the_time_told(learner: Client, ada: User) -> None:
    enrollment = learning.enrolled(ada)
    answer = learner.post(f"{address(enrollment, 0)}place/", {"position": 430})
    row = Progress.objects.get()
    assert answer.json() == {"saved_at": f"{clock.now().astimezone(STOCKHOLM):%H:%M}"}
    assert row.position == 430


@pytest.mark.parametrize("position", ["", "x", "-1", "1001", "9" * 400, "0x10"])
def test_a_place_that_is_none_is_refused_with_a_sentence(
    learner: Client, ada: User, position: str
) -> None:
    enrollment = learning.enrolled(ada)
    answer = learner.post(
        f"{address(enrollment, 0)}place/",
        {"position": position},
        headers={"X-Requested-With": "fetch"},
    )
    assert answer.status_code == 400
    assert answer.json()["error"] == "That is no place in this lesson."
    assert not Progress.objects.exists()


def test_marking_as_done_goes_to_the_next_lesson_and_at_last_to_what_came_of_it(
    learner: Client, ada: User
) -> None:
    enrollment = learning.enrolled(ada, learning.course(lessons=3))
    assert press(learner, enrollment, 0) == address(enrollment, 1)
    assert press(learner, enrollment, 2) == address(enrollment, 1)
    assert "finish the course" in page_of(learner, enrollment, 1)
    end = press(learner, enrollment, 1)
    assert end == f"/en/learn/{enrollment.uid}/"
    html = learner.get(end).content.decode()
    certificate = Completion.objects.get().learner.certificates.get()
    assert "You have done the whole course" in html
    assert f"/en/certificates/{certificate.pk}/" in html


def test_questions_cannot_be_marked_as_done(learner: Client, ada: User) -> None:
    enrollment = learning.enrolled(ada)
    assert press(learner, enrollment, 2) == address(enrollment, 2)
    assert "answered the questions" in page_of(learner, enrollment, 2)
    assert not Progress.objects.exists()


def test_coming_back_leads_to_the_lesson_and_then_behind_it(learner: Client, ada: User) -> None:
    enrollment = learning.enrolled(ada, learning.course(lessons=3))
    resume = f"/en/learn/{enrollment.uid}/"
    assert learner.get(resume)["Location"] == address(enrollment, 0)
    learner.post(f"{address(enrollment, 1)}place/", {"position": 10})
    assert learner.get(resume)["Location"] == address(enrollment, 1)
    press(learner, enrollment, 1)
    assert learner.get(resume)["Location"] == address(enrollment, 2)


def test_a_course_that_was_left_can_be_read_but_nothing_is_recorded(
    learner: Client, ada: User
) -> None:
    enrollment = learning.enrolled(ada)
    learner.post(f"/en/learn/{enrollment.uid}/withdraw/")
    html = page_of(learner, enrollment, 0)
    assert "You left this course" in html
    assert "Mark as done" not in html
    assert 'data-behaviour="place"' not in html
    assert press(learner, enrollment, 0) == address(enrollment, 0)
    answer = learner.post(f"{address(enrollment, 0)}place/", {"position": 1})
    assert answer.status_code == 302
    assert not Progress.objects.exists()


def test_a_finished_course_can_be_read_again(learner: Client, ada: User) -> None:
    enrollment = learning.finished(ada, learning.course())
    html = page_of(learner, enrollment, 0)
    assert "nothing more is recorded" in html
    assert "Mark as done" not in html


def test_a_newer_version_is_offered_and_taken(learner: Client, ada: User) -> None:
    course = learning.course()
    enrollment = learning.enrolled(ada, course)
    newer = learning.release(course, learning.rows(enrollment), impact=CourseVersion.Impact.CONTENT)
    assert "There is a newer version" in page_of(learner, enrollment, 0)
    answer = learner.post(f"/en/learn/{enrollment.uid}/upgrade/", follow=True)
    assert "You now take version 1.1" in answer.content.decode()
    assert Enrollment.objects.get().version == newer


def test_a_retired_course_says_so_in_its_lessons(learner: Client, ada: User) -> None:
    course = learning.course()
    enrollment = learning.enrolled(ada, course)
    course_actions.retire(
        course=course, by=None, at=clock.now(), on=date(2025, 6, 9), reason="Replaced"
    )
    assert "This course is retired." in page_of(learner, enrollment, 0)


def test_leaving_says_what_happens(learner: Client, ada: User) -> None:
    enrollment = learning.enrolled(ada)
    answer = learner.post(f"/en/learn/{enrollment.uid}/withdraw/", follow=True)
    assert "What you did stays in your history." in answer.content.decode()
    assert Enrollment.objects.get().status == Enrollment.Status.WITHDRAWN


def test_a_public_course_is_read_without_an_account_and_without_a_trace(client: Client) -> None:
    course = learning.course(quiz=courses.quiz(), access=Course.Access.PUBLIC)
    first, _second, quiz = outline_keys(course)
    for key in (first, quiz):
        answer = client.get(f"/en/read/{course.key}/{key}/")
        html = answer.content.decode()
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert not answer.cookies
        for personal in ("csrf", "nonce", 'method="post"'):
            assert personal not in html
    assert (
        "Text av Lektion 1 (en)" in client.get(f"/en/read/{course.key}/{first}/").content.decode()
    )
    assert not Progress.objects.exists()


@pytest.mark.parametrize("access", [Course.Access.OPEN, Course.Access.STAFF])
def test_other_courses_lead_to_their_page(client: Client, access: str) -> None:
    course = courses.released(access=access)
    answer = client.get(f"/en/read/{course.key}/{outline_keys(course)[0]}/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/courses/uppsala/car-t/")


def test_an_unknown_lesson_or_course_to_read_is_404(client: Client) -> None:
    course = learning.course(access=Course.Access.PUBLIC)
    unknown = "5f0c2a52-7d0b-4a0e-9a46-9c6f6a5f7a10"
    assert client.get(f"/en/read/{course.key}/{unknown}/").status_code == 404
    assert client.get(f"/en/read/{unknown}/{unknown}/").status_code == 404


def test_my_learning_begins_with_what_was_touched_last(learner: Client, ada: User) -> None:
    older, newer = (learning.enrolled(ada, learning.course(code)) for code in ("old", "new"))
    learner.post(f"{address(newer, 0)}place/", {"position": 1})
    learner.post(f"{address(older, 0)}place/", {"position": 1})
    html = learner.get("/en/my-learning/").content.decode()
    assert html.index("Kurs old (en), lesson 1 of 2") < html.index("Kurs new (en)")
    assert "0 of 2 lessons done" in html
    assert "You are in the middle of 2 courses." in html


def test_progress_is_the_same_in_every_view(learner: Client, ada: User) -> None:
    enrollment = learning.enrolled(ada, learning.course(lessons=3))
    press(learner, enrollment, 0)
    bar = 'value="33" max="100"'
    assert bar in page_of(learner, enrollment, 1)
    assert bar in learner.get("/en/my-learning/").content.decode()


def test_my_learning_keeps_what_is_done_and_its_certificate(learner: Client, ada: User) -> None:
    enrollment = learning.finished(ada, learning.course())
    html = learner.get("/en/my-learning/").content.decode()
    assert f"/en/learn/{enrollment.uid}/" in html
    assert "Valid to 9 June 2027" in html or "Ran out 9 June 2027" in html
    assert "Everything you began is done." in html


def test_before_the_first_course_two_questions_are_asked(learner: Client) -> None:
    home.job_role()
    home.topic()
    html = learner.get("/en/my-learning/").content.decode()
    assert "Welcome, Ada" in html
    assert html.count('type="checkbox"') == 2


def test_the_two_questions_may_be_skipped_or_answered_and_changed(
    learner: Client, ada: User
) -> None:
    role, topic = home.job_role(), home.topic()
    assert learner.post("/en/my-learning/interests/").status_code == 302
    assert not Interest.objects.exists()
    learner.post("/en/my-learning/interests/", {"job_roles": role.pk, "topics": topic.pk})
    assert Interest.objects.filter(person=ada).count() == 2
    html = learner.get("/en/my-learning/interests/").content.decode()
    assert html.count(" checked") == 2
    learner.post("/en/my-learning/interests/", {"topics": topic.pk})
    assert Interest.objects.get().topic == topic


def test_a_choice_that_does_not_exist_is_refused(learner: Client) -> None:
    answer = learner.post("/en/my-learning/interests/", {"topics": "999999"})
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert not Interest.objects.exists()


def test_courses_for_what_somebody_does_are_suggested_until_begun(
    learner: Client, ada: User
) -> None:
    course = courses.released("car-t")
    learning.enrolled(ada, learning.course("other"))
    assert "Kurs car-t" not in learner.get("/en/my-learning/").content.decode()
    learner.post("/en/my-learning/interests/", {"topics": home.topic().pk})
    assert "Kurs car-t" in learner.get("/en/my-learning/").content.decode()
    actions.enroll(learner=ada, course=course, at=clock.now())
    html = learner.get("/en/my-learning/").content.decode()
    assert "What suits what you do" not in html


def outline_keys(course: Course) -> list[str]:
    assert course.current
    return [lesson["key"] for module in course.current.outline for lesson in module["lessons"]]
