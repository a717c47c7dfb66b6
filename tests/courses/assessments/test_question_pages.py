"""The pages of questions: who may write, what is kept, and that nobody overwrites in silence."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from courses.assessments import actions
from courses.assessments.authoring.selectors.history import question_history
from courses.assessments.authoring.selectors.lists import Wanted, question_page
from courses.assessments.authoring.selectors.use import uses_of
from courses.assessments.models import Question, QuestionBank, QuestionVersion
from courses.models import CoursePage
from lms.core.models import Event
from lms.users.models import User
from tests.courses.editor import editor
from tests.factories import courses, home

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(bo: User) -> Client:
    return editor(bo)


@pytest.fixture
def asked() -> Question:
    return courses.question().question


def said(text: str) -> str:
    """The sentence in the language of the editor."""
    with translation.override("sv"):
        return translation.gettext(text)


def form(shown: Any, **changes: Any) -> dict[str, Any]:
    """What a browser would post from the page, with some of it changed."""
    sheet = shown.context["sheet"]
    values = {name: sheet.form[name].value() or "" for name in sheet.form.fields}
    rows = sheet.rows
    values |= {f"answers-{k}": v for k, v in rows.management_form.initial.items()}
    values |= {"answers-TOTAL_FORMS": len(rows.forms), "answers-INITIAL_FORMS": len(rows.forms)}
    for place, row in enumerate(rows):
        typed = {name: row[name].value() or "" for name in row.fields}
        typed["ORDER"] = place + 1
        values |= {f"answers-{place}-{name}": v for name, v in typed.items() if v}
    return {**values, **changes}


def page_of(question: Question) -> str:
    return reverse("question_edit", args=[question.pk])


NEW = {
    "use": "graded",
    "kind": "single",
    "stem_sv": "Vad gör du först?",
    "stem_en": "What do you do first?",
    "answers-0-text_sv": "Larmar",
    "answers-0-text_en": "Call",
    "answers-0-correct": "on",
    "answers-0-feedback_sv": "Ja, direkt.",
    "answers-1-text_sv": "Väntar",
    "answers-1-text_en": "Wait",
    "feedback_sv": "Tiden räknas.",
}


def test_a_question_is_written_in_both_languages(author: Client, bo: User) -> None:
    bank = actions.open_bank(center=home.center(), slug="b", name="Bank")
    address = f"{reverse('question_new')}?bank={bank.pk}"
    posted = form(author.get(address), **NEW)
    response = author.post(address, posted)
    version = QuestionVersion.objects.get()
    assert response["Location"] == page_of(version.question)
    assert (version.question.bank, version.number) == (bank, 1)
    assert version.stem == {"sv": "Vad gör du först?", "en": "What do you do first?"}
    options = [(o.text["en"], o.is_correct, o.feedback) for o in version.options.all()]
    assert options == [("Call", True, {"sv": "Ja, direkt."}), ("Wait", False, {})]
    assert Event.objects.get(name="question.written").actor_id == bo.pk
    # A double click is the same question.
    author.post(address, posted)
    assert QuestionVersion.objects.count() == 1


def test_saving_without_a_change_makes_no_version(author: Client, asked: Question) -> None:
    shown = author.get(page_of(asked))
    assert author.post(page_of(asked), form(shown)).status_code == 302
    assert asked.versions.count() == 1


def test_a_changed_wording_is_a_new_version_and_the_history_says_what(
    author: Client, asked: Question, bo: User
) -> None:
    shown = author.get(page_of(asked))
    author.post(page_of(asked), form(shown, stem_en="Another wording"))
    assert asked.versions.count() == 2
    text = author.get(page_of(asked)).text
    assert "(en)" in text
    assert bo.display_name in text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"answers-0-correct": ""}, "Exactly one answer must be right: mark it."),
        ({"answers-1-correct": "on"}, "Exactly one answer must be right: mark it."),
        ({"stem_sv": "", "stem_en": ""}, "Write the question."),
        ({"answers-TOTAL_FORMS": "1"}, "A question needs at least two answers."),
        (
            {"kind": "multiple", "answers-0-correct": ""},
            "At least one answer must be right: mark it.",
        ),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(
    author: Client, asked: Question, change: dict[str, str], sentence: str
) -> None:
    shown = author.get(page_of(asked))
    response = author.post(page_of(asked), form(shown, feedback_sv="Mina ord", **change))
    assert response.status_code == 200
    assert said(sentence) in response.text
    assert "Mina ord" in response.text
    assert asked.versions.count() == 1


def test_an_answer_is_missing_in_a_language(author: Client, asked: Question) -> None:
    shown = author.get(page_of(asked))
    response = author.post(page_of(asked), form(shown, **{"answers-1-text_en": ""}))
    assert response.status_code == 200
    assert response.context["sheet"].rows.forms[1].errors.keys() == {"text_en"}


def test_the_second_of_two_editors_is_told(author: Client, asked: Question, cecilia: User) -> None:
    other = editor(cecilia)
    mine, theirs = author.get(page_of(asked)), other.get(page_of(asked))
    other.post(page_of(asked), form(theirs, stem_sv="Cecilias fråga"))
    posted = form(mine, stem_sv="Bos fråga")
    response = author.post(page_of(asked), posted)
    assert response.status_code == 200
    assert "Bos fråga" in response.text
    assert "Cecilias fråga" in response.text
    assert asked.versions.count() == 2
    # Saving once more is meant.
    again = form(response)
    again |= {"stem_sv": "Bos fråga"}
    assert author.post(page_of(asked), again).status_code == 302
    assert asked.versions.count() == 3


def test_a_changed_aim_is_noticed_too(author: Client, asked: Question, bo: User) -> None:
    draft = courses.draft(lessons=1)
    lesson = courses.lessons(draft)[0]
    old = author.get(page_of(asked))
    aimed = form(old, lesson=str(lesson.translation_key), outcome=f"{draft.translation_key}:2")
    author.post(page_of(asked), aimed)
    asked.refresh_from_db()
    assert (asked.lesson_key, asked.objective) == (lesson.translation_key, 2)
    assert asked.versions.count() == 1
    assert author.post(page_of(asked), form(old, feedback_sv="Ny")).status_code == 200
    newest = question_history(asked)[0]
    assert (newest.number, newest.by) == (None, bo.display_name)


def test_an_outcome_asks_for_its_lesson(author: Client, asked: Question) -> None:
    draft = courses.draft(lessons=1)
    shown = author.get(page_of(asked))
    posted = form(shown, outcome=f"{draft.translation_key}:1")
    response = author.post(page_of(asked), posted)
    assert response.context["sheet"].form.errors.keys() == {"lesson"}


@pytest.mark.parametrize(
    ("button", "order"),
    [("up-1", ["2", "1", "3"]), ("down-1", ["1", "3", "2"]), ("remove-0", ["2", "3"])],
)
def test_buttons_move_rows_without_script(
    author: Client, asked: Question, button: str, order: list[str]
) -> None:
    shown = author.get(page_of(asked))
    response = author.post(page_of(asked), form(shown, rows=button, stem_sv="Ändrad"))
    rows = response.context["sheet"].rows
    assert [row["text_sv"].value() for row in rows] == [f"Svar {n} (sv)" for n in order]
    assert "Ändrad" in response.text
    assert asked.versions.count() == 1


def test_a_button_gives_one_more_row(author: Client, asked: Question) -> None:
    shown = author.get(page_of(asked))
    response = author.post(page_of(asked), form(shown, rows="more"))
    assert len(response.context["sheet"].rows.forms) == 4
    saved = form(response, **{"answers-3-text_sv": "Fyra", "answers-3-text_en": "Four"})
    author.post(page_of(asked), saved)
    assert asked.versions.last().options.count() == 4  # type: ignore[union-attr]


ADDRESSES = ["question_list", "question_new", "question_banks", "quiz_list", "quiz_new"]


@pytest.mark.parametrize(
    ("permission", "center", "status"),
    [
        ("educator", "uppsala", 200),
        ("manager", "uppsala", 200),
        ("office", None, 200),
        ("educator", "skane", 404),
        ("manager", "skane", 404),
        ("reviewer", "uppsala", 404),
    ],
)
def test_who_may_write_questions(
    asked: Question, permission: str, center: str | None, status: int
) -> None:
    quiz = courses.quiz().quiz
    user = home.person("who@example.org", "Vem Som Helst")
    home.delegation(user, permission, home.center(center) if center else None)
    client = editor(user)
    own = [
        page_of(asked),
        reverse("quiz_edit", args=[quiz.pk]),
        f"{reverse('question_new')}?bank={asked.bank_id}",
        f"{reverse('quiz_new')}?center={home.center().pk}",
    ]
    for address in own:
        assert client.get(address).status_code == status, address
        assert client.post(address, {"rows": "more"}).status_code == status, address
    if permission == "reviewer":
        assert {client.get(reverse(name)).status_code for name in ADDRESSES} == {404}


def test_another_centers_questions_are_in_no_list(asked: Question, david: User) -> None:
    courses.quiz("hemligt")
    client = editor(david)
    for name in ("question_list", "quiz_list", "question_banks"):
        text = client.get(reverse(name)).text
        assert "Fråga" not in text.replace("Frågor", "")
        assert "Slutfrågor" not in text
        assert asked.bank.slug not in text
    filtered = client.get(reverse("question_list"), {"bank": str(asked.bank_id), "q": "Fråga"})
    assert filtered.context["rows"] == []


@pytest.mark.parametrize("who", ["ada", "eva"])
def test_learners_have_no_bank(asked: Question, who: str, request: pytest.FixtureRequest) -> None:
    client = editor(request.getfixturevalue(who))
    for address in (page_of(asked), reverse("question_list")):
        assert client.get(address).status_code in {302, 404}


def test_no_page_with_right_answers_is_kept_anywhere(author: Client, asked: Question) -> None:
    assert "no-store" in author.get(page_of(asked))["Cache-Control"]


def test_the_menu_shows_the_bank_to_authors_only(author: Client) -> None:
    frida = home.person("frida@example.org", "Frida Gran")
    home.delegation(frida, "reviewer", home.center())
    reads = editor(frida)
    assert reverse("question_list") in author.get("/cms/").text
    assert reverse("question_list") not in reads.get("/cms/").text


def test_the_list_finds_by_words_use_and_place(bo: User) -> None:
    quiz = courses.quiz(size=2)
    practice = courses.question("åska", use=Question.Use.PRACTICE).question
    lone = courses.question("ensam").question
    courses.draft(lessons=1, body=[{"type": "practice", "value": str(practice.key)}])

    def found(**wanted: Any) -> set[int]:
        at = courses.RELEASED_AT
        return {row.pk for row in question_page(user=bo, at=at, wanted=Wanted(**wanted))[1]}

    in_quiz = {item.question_version.question_id for item in quiz.items.all()}
    assert found() == in_quiz | {practice.pk, lone.pk}
    assert found(words="ÅSKA") == {practice.pk}
    assert found(use="practice") == {practice.pk}
    assert found(used="quiz") == in_quiz
    assert found(used="none") == {practice.pk, lone.pk}
    rows = question_page(user=bo, at=courses.RELEASED_AT, wanted=Wanted())[1]
    used = {row.pk: row.used_in for row in rows}
    assert used[practice.pk] == ["Lektion 1.1"]
    assert used[lone.pk] == []


def test_where_a_question_is_used_and_what_a_release_keeps() -> None:
    quiz = courses.quiz(size=1)
    course = courses.released(quiz=quiz)
    question = quiz.items.get().question_version.question
    actions.write_question(
        bank=question.bank,
        slug=question.slug,
        use=question.use,
        kind="single",
        stem=courses.both("Omskriven"),
        options=[{"text": courses.both(t), "correct": t == "A"} for t in "AB"],
        at=courses.RELEASED_AT,
    )
    uses = uses_of(question)
    assert [(use.title, use.wording, use.newest) for use in uses.quizzes] == [
        (str(quiz.quiz), 1, False)
    ]
    assert [lesson.title for lesson in uses.lessons] == ["Slutfrågor"]
    page = CoursePage.objects.get(translation_key=course.key, locale__language_code="sv")
    assert [(use.course, use.number, use.wording) for use in uses.released] == [
        (page.title, "1.0", 1)
    ]


@pytest.mark.parametrize("size", [2, 12])
def test_the_pages_cost_the_same_whatever_the_size(bo: User, size: int) -> None:
    quiz = courses.quiz(size=size)
    for number in range(size):
        courses.question(f"p{number}", use=Question.Use.PRACTICE)
    courses.draft(lessons=size, quiz=quiz)
    client = editor(bo)
    question = quiz.items.first().question_version.question  # type: ignore[union-attr]
    budgets = {
        reverse("question_list"): 19,
        page_of(question): 25,
        reverse("quiz_list"): 17,
        reverse("quiz_edit", args=[quiz.quiz_id]): 23,
    }
    spent = {}
    for address in budgets:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        spent[address] = len(queries)
    assert {a: n for a, n in spent.items() if n > budgets[a]} == {}


def test_a_new_bank_leads_to_its_first_question(author: Client) -> None:
    posted = {"name": "Kvävesäkerhet", "center": home.center().pk}
    response = author.post(reverse("question_banks"), posted)
    bank = QuestionBank.objects.get()
    assert response["Location"] == f"{reverse('question_new')}?bank={bank.pk}"
    assert bank.center == home.center()
    assert Event.objects.filter(name="bank.opened").count() == 1


def test_an_empty_post_is_bad_input_and_nothing_worse(author: Client, asked: Question) -> None:
    quiz = courses.quiz().quiz
    addresses = [
        page_of(asked),
        f"{reverse('question_new')}?bank={asked.bank_id}",
        reverse("question_banks"),
        reverse("quiz_edit", args=[quiz.pk]),
        reverse("quiz_new"),
    ]
    assert {address: author.post(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )
