"""The demo content: it fits together, both languages say the same, and it stays honest."""

import re
from datetime import date
from typing import Any

import pytest

from tests.lms.demo.reading import (
    CALLOUTS,
    LANGUAGES,
    ROOT,
    bilinguals,
    blocks,
    callouts,
    figures,
    leaflet_text,
    lessons,
    lix,
    load,
    names,
    shape,
)

COURSES = names("courses")
LEAFLETS = names("leaflets")
ALL = [path.relative_to(ROOT).as_posix() for path in sorted(ROOT.rglob("*.yaml"))]
TOPICS = load("topics.yaml")
CENTERS = {center["id"] for center in load("centers.yaml")["centers"]}
NEW_PERSON = {"title", "role", "center"}


def _known(kind: str) -> set[str]:
    return {row["id"] for row in TOPICS[kind]}


@pytest.fixture(params=COURSES)
def course(request: pytest.FixtureRequest) -> Any:
    return load(request.param)


@pytest.fixture(params=LEAFLETS)
def leaflet(request: pytest.FixtureRequest) -> Any:
    return load(request.param)


@pytest.mark.parametrize("name", ALL)
def test_every_text_exists_in_both_languages(name: str) -> None:
    for text in bilinguals(load(name)):
        assert set(text) == set(LANGUAGES), text
        assert all(text.values()), text


@pytest.mark.parametrize("name", ALL)
def test_no_text_holds_html_or_a_left_over_mark(name: str) -> None:
    source = (ROOT / name).read_text(encoding="utf8")
    assert not re.search(r"</?[a-z]+>|TODO|lorem", source)


def test_there_are_twelve_courses_and_four_leaflets() -> None:
    assert (len(COURSES), len(LEAFLETS)) == (12, 4)


@pytest.mark.parametrize("kind", ["audiences", "roles", "topics", "resource_types", "levels"])
def test_the_lists_name_each_id_once(kind: str) -> None:
    ids = [row["id"] for row in TOPICS[kind]]
    assert len(ids) == len(set(ids))


def test_roles_and_topics_stand_under_something_that_exists() -> None:
    assert {role["audience"] for role in TOPICS["roles"]} <= _known("audiences")
    assert {t["parent"] for t in TOPICS["topics"] if "parent" in t} <= _known("topics")


def test_a_course_refers_only_to_what_exists(course: Any) -> None:
    for kind in ("audiences", "roles", "topics"):
        assert set(course[kind]) <= _known(kind)
    assert course["level"] in _known("levels")
    assert course["access"] in {"public", "open", "staff"}
    assert course["owner_center"] in CENTERS
    assert set(course["languages"]) == set(LANGUAGES)


def test_a_course_names_roles_and_never_persons(course: Any) -> None:
    kinds = {person["role"] for person in course["people"]}
    assert "author" in kinds
    assert kinds <= {"author", "clinical_review", "pharmacy_review", "patient_reader"}
    assert all(set(person) == NEW_PERSON for person in course["people"])
    assert {person["center"] for person in course["people"]} <= {*CENTERS, None}


def test_a_cover_is_one_of_the_drawn_patterns(course: Any) -> None:
    drawn = {"cell", "gene", "tissue", "cold", "rules", "people", "chain"}
    assert course["cover"].removeprefix("cover-") in drawn


def test_the_dates_of_a_course_follow_each_other(course: Any) -> None:
    released = [date.fromisoformat(r["released_on"]) for r in course.get("history", [])]
    released.append(date.fromisoformat(course["released_on"]))
    assert released == sorted(set(released))
    assert course["released_on"] <= course["reviewed_on"] < course["review_due"]


def test_an_earlier_release_differs_in_the_lessons_it_names(course: Any) -> None:
    now = {lesson["id"]: lesson["body"] for lesson in lessons(course)}
    for release in course.get("history", []):
        assert release["version"] < course["version"]
        for lesson, then in release["lesson_overrides"].items():
            assert all(then[language] != now[lesson][language] for language in LANGUAGES)


def test_an_editorial_release_changes_no_number(course: Any) -> None:
    if course["impact"] != "editorial":
        return
    now = {lesson["id"]: lesson["body"] for lesson in lessons(course)}
    for lesson, then in course["history"][-1]["lesson_overrides"].items():
        for language in LANGUAGES:
            mine, theirs = figures(now[lesson][language]), figures(then[language])
            assert mine == theirs, lesson


def test_lesson_ids_are_unique_and_minutes_add_up(course: Any) -> None:
    ids = [lesson["id"] for lesson in lessons(course)]
    assert len(ids) == len(set(ids))
    assert sum(lesson["minutes"] for lesson in lessons(course)) <= course["minutes"]


def test_a_lesson_has_the_same_blocks_in_both_languages(course: Any) -> None:
    for lesson in lessons(course):
        assert shape(lesson["body"]["sv"]) == shape(lesson["body"]["en"]), lesson["id"]


def test_a_lesson_is_long_enough_to_teach_and_long_ones_have_headings(course: Any) -> None:
    for lesson in lessons(course):
        for language in LANGUAGES:
            words = len(lesson["body"][language].split())
            headings = sum(block.startswith("## ") for block in blocks(lesson["body"][language]))
            assert words >= 120, lesson["id"]
            assert words <= 250 or 2 <= headings <= 5, lesson["id"]


def test_callouts_are_of_known_kinds_and_safety_comes_once_at_most(course: Any) -> None:
    for lesson in lessons(course):
        kinds = callouts(lesson["body"]["sv"])
        assert set(kinds) <= CALLOUTS
        assert kinds.count("safety") <= 1, lesson["id"]


def test_tables_are_whole_and_accordions_are_closed(course: Any) -> None:
    for text in (lesson["body"][lang] for lesson in lessons(course) for lang in LANGUAGES):
        for block in (b for b in blocks(text) if b.startswith("|")):
            assert len({row.count("|") for row in block.splitlines()}) == 1
            assert set(block.splitlines()[1]) == {"|", "-"}
        marks = [block for block in blocks(text) if block.startswith("+++")]
        assert all(len(title) > 4 for title in marks[::2])
        assert all(end == "+++" for end in marks[1::2])
        assert len(marks) % 2 == 0


@pytest.mark.parametrize("part", ["quiz", "practice"])
def test_a_question_has_right_answers_wrong_answers_and_a_reason(course: Any, part: str) -> None:
    ids = [question["id"] for question in course[part]]
    assert len(ids) == len(set(ids))
    for question in course[part]:
        right = sum(option["correct"] for option in question["options"])
        assert right == 1 if question["kind"] == "single" else right >= 1, question["id"]
        assert right < len(question["options"])
        assert question["kind"] in {"single", "multiple"}
        assert question["feedback"]


@pytest.mark.parametrize("part", ["quiz", "practice"])
def test_a_question_stands_on_a_lesson_of_its_course(course: Any, part: str) -> None:
    assert {q["lesson"] for q in course[part]} <= {lesson["id"] for lesson in lessons(course)}


def test_options_of_one_question_are_all_different(course: Any) -> None:
    for question in [*course["quiz"], *course["practice"]]:
        for language in LANGUAGES:
            texts = [option["text"][language] for option in question["options"]]
            assert len(texts) == len(set(texts)), question["id"]


def test_every_objective_is_tested_by_the_quiz(course: Any) -> None:
    assert len(course["objectives"]["sv"]) == len(course["objectives"]["en"])
    every = set(range(1, len(course["objectives"]["sv"]) + 1))
    assert {question["objective"] for question in course["quiz"]} == every


def test_every_lesson_has_a_practice_question_of_its_own(course: Any) -> None:
    assert {q["lesson"] for q in course["practice"]} == {le["id"] for le in lessons(course)}
    graded = {q["stem"][language] for q in course["quiz"] for language in LANGUAGES}
    assert not graded & {q["stem"][lang] for q in course["practice"] for lang in LANGUAGES}


@pytest.mark.parametrize("name", [*COURSES, *LEAFLETS])
def test_sources_are_named_and_linked(name: str) -> None:
    sources = load(name)["references"]
    assert sources
    assert all(s["title"] and s["url"].startswith(("https://", "http://")) for s in sources)


def test_a_leaflet_refers_only_to_what_exists(leaflet: Any) -> None:
    assert leaflet["audience"] == "patients"
    assert leaflet["topics"]
    assert set(leaflet["topics"]) <= _known("topics")
    assert leaflet["owner_center"] in CENTERS
    assert leaflet["reviewed_on"] < leaflet["review_due"]


def test_leaflet_addresses_are_unique() -> None:
    for language in LANGUAGES:
        slugs = [load(name)["slug"][language] for name in LEAFLETS]
        assert len(slugs) == len(set(slugs))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_leaflet_is_easy_to_read(leaflet: Any, language: str) -> None:
    assert lix(leaflet_text(leaflet, language)) < 35


def test_a_leaflet_explains_three_to_eight_hard_words(leaflet: Any) -> None:
    assert 3 <= len(leaflet["words"]) <= 8


def test_sections_have_the_same_blocks_in_both_languages(leaflet: Any) -> None:
    for section in (part for part in leaflet["sections"] if "body" in part):
        assert shape(section["body"]["sv"]) == shape(section["body"]["en"]), section["id"]
    assert all("body" in part or "fields" in part for part in leaflet["sections"])


def test_when_to_call_stands_where_it_says_and_never_gives_a_real_number(leaflet: Any) -> None:
    if (urgent := leaflet["urgent"]) is None:
        return
    assert urgent["before"] in {None, *(part["id"] for part in leaflet["sections"])}
    assert urgent["items"]
    assert urgent["phone"]["sample"]
    assert urgent["phone"]["number"].startswith("08-000 00")


def test_the_alert_card_says_when_to_call_before_anything_else() -> None:
    card = load("leaflets/larmkort.yaml")
    assert card["urgent"]["before"] is None
    assert all("112" in card["urgent"]["emergency"][language] for language in LANGUAGES)


def test_patient_texts_name_the_fever_to_call_for_and_112() -> None:
    for name in ("courses/patient-cart.yaml", "leaflets/car-t-fore-under-efter.yaml"):
        source = (ROOT / name).read_text(encoding="utf8")
        assert "38 grader" in source
        assert "38 °C" in source
        assert "112" in source
