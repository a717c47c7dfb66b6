"""Answering on the page: nothing typed is lost, and the key stays on the server until graded."""

import json
from typing import Any

import pytest
from django.test import Client

from courses.assessments.models import Option, QuestionVersion
from lms.learning.models import Attempt, Enrollment, Response
from lms.users.models import User
from tests.factories import courses, learning

pytestmark = pytest.mark.django_db
SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture
def learner(client: Client, ada: User) -> Client:
    client.force_login(learning.confirmed(ada))
    return client


@pytest.fixture
def enrollment(ada: User) -> Enrollment:
    return learning.enrolled(ada, learning.course(quiz=courses.quiz(size=3)))


@pytest.fixture
def attempt(enrollment: Enrollment) -> Attempt:
    return learning.begun(enrollment)


def intro(enrollment: Enrollment) -> str:
    (lesson,) = learning.rows(enrollment, "quiz")
    return f"/en/learn/{enrollment.uid}/{lesson.key}/"


def at(attempt: Attempt, end: str = "") -> str:
    return f"/en/attempts/{attempt.uid}/{end}"


def form(*chosen: Any, version: int = 0, **more: Any) -> dict[str, Any]:
    """The whole form as a page without script posts it, the questions from 1 on."""
    values: dict[str, Any] = {}
    for number, options in enumerate(chosen, start=1):
        values |= {f"option-{number}": options, f"version-{number}": version}
    return values | {name.replace("_", "-"): value for name, value in more.items()}


def rightly(attempt: Attempt) -> list[list[int]]:
    """The right options of each question."""
    return [learning.options(attempt, n) for n in range(1, len(attempt.paper) + 1)]


def save(client: Client, attempt: Attempt, number: int, *options: Any, **more: Any) -> Any:
    """Save as the page's script does."""
    values = {"option": list(options), "version": 0, **more}
    return client.post(at(attempt, f"{number}/answer/"), values, headers=SCRIPT)


def graded() -> bool:
    return Attempt.objects.get().state == Attempt.State.GRADED


def test_before_the_questions_everything_is_said(learner: Client, ada: User) -> None:
    quiz = courses.quiz(size=5, pass_mark=80, max_attempts=3)
    enrollment = learning.enrolled(ada, learning.course(quiz=quiz))
    learning.handed_in(learning.begun(enrollment), right=1)
    html = learner.get(intro(enrollment)).content.decode()
    for said in ("4 of 5 right", "2 of 3 left", "No time limit", "Attempt 1", "1 of 5 right"):
        assert said in html
    assert "Answer the questions again" in html
    assert "Mark as done" not in html


def test_a_self_check_has_nothing_to_pass(learner: Client, ada: User) -> None:
    enrollment = learning.enrolled(ada, learning.course(quiz=courses.quiz(pass_mark=None)))
    html = learner.get(intro(enrollment)).content.decode()
    assert "Nothing to pass" in html
    assert "As many as you like" in html


def test_a_double_click_begins_one_attempt(learner: Client, enrollment: Enrollment) -> None:
    first, second = (learner.post(f"{intro(enrollment)}attempts/") for _n in range(2))
    attempt = Attempt.objects.get()
    assert first["Location"] == second["Location"] == at(attempt)


def test_one_page_asks_all_questions_and_begins_at_the_first_without_an_answer(
    learner: Client, enrollment: Enrollment, attempt: Attempt
) -> None:
    save(learner, attempt, 1, *learning.options(attempt, 1))
    assert "Go on with your answers" in learner.get(intro(enrollment)).content.decode()
    html = learner.post(f"{intro(enrollment)}attempts/", follow=True).content.decode()
    assert [f'id="q{number}"' in html for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert 'class="step step--here" id="q2"' in html
    assert "Without an answer: 2, 3." in html
    for number in (2, 3):
        save(learner, attempt, number, *learning.options(attempt, number))
    html = learner.get(at(attempt)).content.decode()
    assert 'class="step step--here mt6" id="review"' in html
    assert "All questions have an answer." in html


def test_the_form_saves_all_answers_and_stays(learner: Client, attempt: Attempt) -> None:
    right = rightly(attempt)
    answer = learner.post(at(attempt, "answers/"), form(right[0], [], right[2], flagged_1="1"))
    assert answer["Location"] == f"{at(attempt)}#review"
    html = learner.get(at(attempt)).content.decode()
    for option in (right[0][0], right[2][0]):
        assert f'value="{option}" checked' in html
    assert 'name="flagged-1" value="1" checked' in html
    assert 'name="version-1" value="1"' in html
    assert 'name="version-2" value="0"' in html
    assert "Answered, look again" in html
    assert Response.objects.count() == 2
    assert not graded()


def test_the_script_hears_when_it_was_saved_and_as_which_version(
    learner: Client, attempt: Attempt
) -> None:
    option = learning.options(attempt, 1)[0]
    answer = save(learner, attempt, 1, option)
    assert answer.status_code == 200
    assert answer.json()["version"] == 1
    assert len(answer.json()["saved_at"]) == 5


def test_another_tab_is_not_overwritten(learner: Client, attempt: Attempt) -> None:
    right = learning.options(attempt, 1)[0]
    wrong = learning.options(attempt, 1, right=False)[0]
    save(learner, attempt, 1, right, flagged="1")
    answer = save(learner, attempt, 1, wrong)
    assert answer.status_code == 409
    assert answer.json() == {"version": 1, "options": [right], "flagged": True}
    assert save(learner, attempt, 1, wrong, version=1).status_code == 200
    assert Response.objects.get().options == [wrong]


@pytest.mark.parametrize("end", ["answers/", "submit/"])
def test_an_answer_given_elsewhere_is_told_at_its_question_and_nothing_typed_is_lost(
    learner: Client, attempt: Attempt, end: str
) -> None:
    right = rightly(attempt)
    wrong = learning.options(attempt, 1, right=False)[0]
    save(learner, attempt, 1, *right[0])
    page = learner.post(at(attempt, end), form([wrong], *right[1:]))
    html = page.content.decode()
    assert page.status_code == 409
    assert "<title>Error: " in html
    told = html.index("Your choice here is not saved yet.")
    assert html.index('id="q1"') < told < html.index('id="q2"')
    assert f'value="{wrong}" checked' in html
    assert 'name="version-1" value="1"' in html
    assert 'class="step step--here" id="q1"' in html
    assert not graded()
    assert Response.objects.count() == 3
    values = (
        form([wrong], version=1)
        | {f"version-{n}": 1 for n in (2, 3)}
        | {f"option-{n}": right[n - 1] for n in (2, 3)}
    )
    assert learner.post(at(attempt, "submit/"), values).status_code == 302
    assert graded()
    assert Response.objects.get(is_right=False).options == [wrong]


def test_a_question_nobody_touched_here_keeps_the_answer_given_elsewhere(
    learner: Client, attempt: Attempt
) -> None:
    right = rightly(attempt)
    save(learner, attempt, 1, *right[0])
    learner.post(at(attempt, "submit/"), form([], *right[1:]))
    assert Attempt.objects.get().right == 3


BAD_VALUES: list[dict[str, Any]] = [
    {"option": "999999999999", "version": 1},
    {"option": "9" * 6000, "version": 1},
    {"option": "x", "version": 1},
    {"version": "x", "flagged": "1"},
    {"version": -1},
    {"version": "9" * 6000},
    {"version": "²"},
]


@pytest.mark.parametrize("values", [*BAD_VALUES, {}])
def test_what_belongs_to_no_question_is_refused_and_nothing_is_lost(
    learner: Client, attempt: Attempt, values: dict[str, Any]
) -> None:
    option = learning.options(attempt, 1)[0]
    save(learner, attempt, 1, option)
    answer = learner.post(at(attempt, "1/answer/"), values, headers=SCRIPT)
    assert (answer.status_code, list(answer.json())) == (400, ["error"])
    assert Response.objects.get().options == [option]


@pytest.mark.parametrize("end", ["answers/", "submit/"])
@pytest.mark.parametrize("values", BAD_VALUES)
def test_what_belongs_to_no_question_is_told_there_and_the_rest_is_saved(
    learner: Client, attempt: Attempt, values: dict[str, Any], end: str
) -> None:
    right = rightly(attempt)
    save(learner, attempt, 1, *right[0])
    named = {f"{name}-1": value for name, value in values.items()}
    page = learner.post(at(attempt, end), form([], *right[1:], version=0) | named)
    html = page.content.decode()
    assert page.status_code == 400
    told = html.index("does not belong to this question")
    assert html.index('id="q1"') < told < html.index('id="q2"')
    assert f'value="{right[0][0]}" checked' in html
    assert not graded()
    assert Response.objects.filter(options__in=right).count() == 3


def test_an_answer_to_a_question_that_is_not_on_the_paper_is_told(
    learner: Client, attempt: Attempt
) -> None:
    right = rightly(attempt)
    page = learner.post(at(attempt, "submit/"), form(*right, [1]))
    assert page.status_code == 400
    assert "does not belong to this question" in page.content.decode()
    assert Response.objects.count() == 3
    assert not graded()


def test_a_script_hears_by_number_what_was_refused_at_handing_in(
    learner: Client, attempt: Attempt
) -> None:
    right = rightly(attempt)
    wrong = learning.options(attempt, 1, right=False)
    save(learner, attempt, 1, *right[0])
    values = form(wrong, right[0], right[2])
    answer = learner.post(at(attempt, "submit/"), values, headers=SCRIPT)
    assert answer.status_code == 400
    assert answer.json()["stale"] == {"1": {"version": 1, "options": right[0], "flagged": False}}
    assert list(answer.json()["bad"]) == ["2"]
    again = learner.post(at(attempt, "submit/"), form(right[0]), headers=SCRIPT)
    assert again.json() == {"place": at(attempt)}


def test_an_option_of_another_question_is_refused(learner: Client, attempt: Attempt) -> None:
    assert save(learner, attempt, 1, *learning.options(attempt, 2)).status_code == 400
    assert not Response.objects.exists()


@pytest.mark.parametrize("end", ["1/answer/", "answers/", "submit/"])
def test_an_answer_of_ten_megabytes_is_refused_and_the_saved_one_stays(
    learner: Client, attempt: Attempt, end: str
) -> None:
    option = learning.options(attempt, 1)[0]
    save(learner, attempt, 1, option)
    body = f"version=1&version-1=1&option={'1' * 5_000_000}&option-1={'1' * 5_000_000}"
    answer = learner.post(at(attempt, end), body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in {400, 413}
    assert b"<h1>" in answer.content
    assert Response.objects.get().options == [option]
    assert not graded()


def test_without_script_missing_answers_are_looked_through_before_handing_in(
    learner: Client, attempt: Attempt
) -> None:
    right = rightly(attempt)
    page = learner.post(at(attempt, "submit/"), form(right[0], [], [], ask="1"))
    assert page["Location"] == f"{at(attempt)}?look=1#review"
    assert not graded()
    html = learner.get(page["Location"]).content.decode()
    assert "Without an answer: 2, 3." in html
    assert 'name="ask"' not in html
    assert learner.post(at(attempt, "submit/"), form([], [], [])).status_code == 302
    assert Attempt.objects.get().right == 1


def test_with_all_answers_nothing_is_asked_before_handing_in(
    learner: Client, attempt: Attempt
) -> None:
    assert 'name="ask"' in learner.get(at(attempt)).content.decode()
    learner.post(at(attempt, "submit/"), form(*rightly(attempt), ask="1"))
    assert Attempt.objects.get().right == 3


def test_handing_in_what_was_saved_before_needs_no_form(learner: Client, attempt: Attempt) -> None:
    learning.answer(attempt, right=2)
    learner.post(at(attempt, "submit/"))
    assert Attempt.objects.get().right == 2


def test_handing_in_twice_shows_the_same_result(learner: Client, attempt: Attempt) -> None:
    for values in (form(*rightly(attempt)), form([], [], [])):
        answer = learner.post(at(attempt, "submit/"), values)
        assert answer["Location"] == at(attempt)
    assert "You passed" in learner.get(at(attempt)).content.decode()
    assert Attempt.objects.get().right == 3


def test_after_handing_in_nothing_is_saved_and_the_page_says_so(
    learner: Client, attempt: Attempt
) -> None:
    learning.handed_in(attempt, right=3)
    answer = save(learner, attempt, 1, version=1)
    assert answer.status_code == 400
    assert "You have handed in these answers." in answer.json()["error"]
    page = learner.post(at(attempt, "answers/"), form([], version=1), follow=True)
    assert "You have handed in these answers." in page.content.decode()
    assert "You passed" in page.content.decode()


def test_the_result_shows_wrong_answers_first_with_reason_and_lesson(
    learner: Client, ada: User
) -> None:
    enrollment = learning.enrolled(ada, learning.course(quiz=courses.quiz(size=3)))
    lesson = learning.rows(enrollment)[0]
    attempt = learning.handed_in(learning.begun(enrollment), right=2)
    question = QuestionVersion.objects.get(pk=attempt.paper[2]["question_version"])
    question.question.lesson_key = lesson.key
    question.question.save()
    html = learner.get(at(attempt)).content.decode()
    assert html.index("Question 3, not right") < html.index("Question 1, right")
    for said in (
        "Not yet",
        "You needed 3.",
        "Your answer",
        "Right answer",
        f"Därför final-{question.question.slug[-1]} (en)",
        "Go to Lektion 1 (en)",
        "Try again",
        "Show the 2 you got right",
    ):
        assert said in html


def test_with_no_attempts_left_the_page_says_whom_to_ask(learner: Client, ada: User) -> None:
    quiz = courses.quiz(max_attempts=1)
    enrollment = learning.enrolled(ada, learning.course(quiz=quiz))
    attempt = learning.handed_in(learning.begun(enrollment), right=0)
    html = learner.get(at(attempt)).content.decode()
    assert "Ask the center that owns the course" in html
    assert "Try again" not in html
    again = learner.post(f"{intro(enrollment)}attempts/", follow=True)
    assert "You have used all your attempts." in again.content.decode()
    assert Attempt.objects.count() == 1


def test_the_result_that_finishes_the_course_leads_to_the_certificate(
    learner: Client, enrollment: Enrollment
) -> None:
    learning.read(enrollment)
    attempt = learning.handed_in(learning.begun(enrollment), right=3)
    certificate = enrollment.learner.certificates.get()
    assert f"/en/certificates/{certificate.pk}/" in learner.get(at(attempt)).content.decode()


def test_the_result_with_lessons_left_leads_to_the_next(
    learner: Client, enrollment: Enrollment, attempt: Attempt
) -> None:
    learning.handed_in(attempt, right=3)
    first = learning.rows(enrollment)[0]
    html = learner.get(at(attempt)).content.decode()
    assert f"/en/learn/{enrollment.uid}/{first.key}/" in html
    assert "Next: Lektion 1 (en)." in html


def test_after_leaving_the_course_handing_in_says_so(
    learner: Client, enrollment: Enrollment, attempt: Attempt
) -> None:
    learner.post(f"/en/learn/{enrollment.uid}/withdraw/")
    answer = learner.post(at(attempt, "submit/"), follow=True)
    assert answer.redirect_chain
    assert Attempt.objects.get().state == Attempt.State.IN_PROGRESS
    refused = save(learner, attempt, 1, *learning.options(attempt, 1))
    assert "You have left or finished this course." in refused.json()["error"]


def test_the_key_stands_in_no_answer_before_grading(
    learner: Client, enrollment: Enrollment
) -> None:
    for option in Option.objects.all():
        Option.objects.bulk_create(
            [
                Option(
                    question_version=option.question_version,
                    position=option.position + 10,
                    text=courses.both("Till"),
                    is_correct=False,
                    feedback=courses.both("HEMLIG"),
                )
            ]
        )
    pages = [learner.get(intro(enrollment)), learner.post(f"{intro(enrollment)}attempts/")]
    attempt = Attempt.objects.get()
    assert "is_correct" not in json.dumps(attempt.paper)
    for number in (1, 2, 3):
        wrong = learning.options(attempt, number, right=False)[0]
        pages.append(save(learner, attempt, number, wrong))
        pages.append(save(learner, attempt, number, *learning.options(attempt, number)))
    for end in ("answers/", "submit/"):
        pages.append(learner.post(at(attempt, end), form([999], [wrong])))
        pages.append(learner.post(at(attempt, end), form([999], [wrong]), headers=SCRIPT))
    pages.append(learner.get(f"{at(attempt)}?look=1"))
    pages.append(learner.get(at(attempt)))
    pages.append(learner.get(f"/en/learn/{enrollment.uid}/", follow=True))
    pages.append(learner.get("/en/my-learning/"))
    said = " ".join(page.content.decode() for page in pages)
    for secret in ("is_correct", "is_right", "correct", "HEMLIG", "Därför"):
        assert secret not in said
    learner.post(at(attempt, "submit/"))
    assert "Därför" in learner.get(at(attempt)).content.decode()


def test_right_and_wrong_options_look_the_same_before_grading(
    learner: Client, attempt: Attempt
) -> None:
    html = learner.get(at(attempt)).content.decode()
    labels = [part for part in html.split("<label") if 'name="option-' in part]
    bare = {"".join(c for c in label.split("</label>")[0] if not c.isalnum()) for label in labels}
    assert len(labels) == 9
    assert len(bare) == 1
