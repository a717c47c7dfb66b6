"""The demo network's centers, accounts, people and pages."""

import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from tests.lms.demo.reading import LANGUAGES, load, names, shape

TOPICS = load("topics.yaml")
CENTERS = load("centers.yaml")["centers"]
ACCOUNTS = load("accounts.yaml")["accounts"]
PEOPLE = load("people.yaml")["people"]
STAGES = load("people.yaml")["stages"]
COURSES = {course["id"]: course for course in map(load, names("courses"))}
PAGES = load("standard_pages.yaml")["pages"]
DEMO_DAY = date.fromisoformat(load("people.yaml")["as_of"])
EVERYWHERE = {
    "enrolled",
    "started",
    "halfway",
    "quiz_open",
    "completed",
    "withdrawn",
    "repeated",
}
SPECIAL = {"failed_once", "expired", "revoked", "replaced"}
PERMISSIONS = {
    "manager",
    "coordinator",
    "assessor",
    "educator",
    "reviewer",
    "inspector",
    "office",
}


def _ids(kind: str) -> set[str]:
    return {row["id"] for row in TOPICS[kind]}


def _person(key: str) -> Any:
    return next(row for row in [*ACCOUNTS, *PEOPLE] if row["id"] == key)


def _ends_on(stage: Any) -> date:
    return date.fromisoformat(stage["started_on"]) + timedelta(days=stage["days"])


def _certificate_ends_on(stage: Any) -> date | None:
    months = COURSES[stage["course"]]["validity_months"]
    passed = _ends_on(stage)
    if months is None:
        return None
    year, month = divmod(passed.month - 1 + months, 12)
    return date(passed.year + year, month + 1, min(passed.day, 28))


def test_the_seven_cells_of_the_mark_each_have_their_center() -> None:
    assert sorted(center["glyph_position"] for center in CENTERS) == list(range(7))


@pytest.mark.parametrize("center", CENTERS, ids=lambda center: center["id"])
def test_a_center_says_where_each_fact_comes_from(center: Any) -> None:
    for entry in [*center["resources"], *center["expertise"]]:
        assert ("source" in entry) != (entry.get("sample") is True), entry
    assert {entry["type"] for entry in center["resources"]} <= _ids("resource_types")
    assert {entry["area"] for entry in center["expertise"]} <= _ids("expertise_areas")


@pytest.mark.parametrize("center", CENTERS, ids=lambda center: center["id"])
def test_a_center_cannot_be_reached_by_mistake(center: Any) -> None:
    assert center["contact"].endswith("@example.org")
    assert center["phone"]["sample"]
    assert center["phone"]["number"].startswith("08-000 00")
    assert center["notice"]


@pytest.mark.parametrize("center", CENTERS, ids=lambda center: center["id"])
def test_a_center_has_two_or_three_units_with_its_own_ids(center: Any) -> None:
    ids = [unit["id"] for unit in center["units"]]
    assert 2 <= len(set(ids)) == len(ids) <= 3
    assert all(key.startswith(f"{center['id']}-") for key in ids)


def test_nobody_shares_an_id_or_an_address() -> None:
    everybody = [*ACCOUNTS, *PEOPLE]
    for field in ("id", "email", "name"):
        values = [row[field] for row in everybody]
        assert len(values) == len(set(values)), field
    assert all(row["email"].endswith("@example.org") for row in everybody)


def test_names_are_roles() -> None:
    assert all(row["name"].startswith("Demo ") for row in ACCOUNTS)
    assert all(re.fullmatch(r"Exempel [\w ]+ \d\d", row["name"]) for row in PEOPLE)


@pytest.mark.parametrize("row", [*ACCOUNTS, *PEOPLE], ids=lambda row: row["id"])
def test_a_person_belongs_to_what_exists(row: Any) -> None:
    units = {unit["id"]: center["id"] for center in CENTERS for unit in center["units"]}
    assert row["role"] in _ids("roles")
    assert row["language"] in LANGUAGES
    assert row.get("center") in {None, *(center["id"] for center in CENTERS)}
    assert "unit" not in row or units[row["unit"]] == row["center"]
    assert row.get("permission") in {None, *PERMISSIONS}


def test_each_permission_has_an_account_and_the_office_has_no_center() -> None:
    held = Counter((row.get("permission"), row.get("center")) for row in ACCOUNTS)
    assert {permission for permission, _center in held if permission} == PERMISSIONS
    assert held["office", None] == 1
    for pair in [("manager", "skane"), ("manager", "uppsala"), ("coordinator", "uppsala")]:
        assert held[pair] == 1
    assert sum(row.get("permission") == "reviewer" for row in ACCOUNTS) == 2


def test_patients_relatives_and_companies_belong_to_no_center() -> None:
    outside = {role["id"] for role in TOPICS["roles"] if role["audience"] in {"patients"}}
    assert all(
        ("center" in row) != (row["role"] in outside | {"company", "academic-developer"})
        for row in PEOPLE
    )


def test_people_are_spread_over_all_centers() -> None:
    spread = Counter(row["center"] for row in PEOPLE if "center" in row)
    assert set(spread) == {center["id"] for center in CENTERS}
    assert min(spread.values()) >= 10


@pytest.mark.parametrize("course", COURSES.values(), ids=lambda course: course["id"])
def test_every_course_has_somebody_at_every_stage(course: Any) -> None:
    found = {stage["stage"] for stage in STAGES if stage["course"] == course["id"]}
    wanted = set(EVERYWHERE)
    wanted |= {"failed_once"} if course["pass_mark"] is not None else set()
    wanted |= {"expired"} if course["validity_months"] in {12, 24} else set()
    assert wanted <= found <= EVERYWHERE | SPECIAL
    assert course["pass_mark"] is not None or "failed_once" not in found


def test_certificates_are_found_revoked_and_replaced() -> None:
    assert {"revoked", "replaced"} <= {stage["stage"] for stage in STAGES}


def test_somebody_has_never_started_anything() -> None:
    assert {row["id"] for row in PEOPLE} - {stage["person"] for stage in STAGES}


def test_a_person_stands_once_in_a_course_that_suits_the_role() -> None:
    pairs = [(stage["person"], stage["course"]) for stage in STAGES]
    assert len(pairs) == len(set(pairs))
    for key, course in pairs:
        assert _person(key)["role"] in COURSES[course]["roles"], (key, course)
        assert COURSES[course]["access"] != "staff" or "center" in _person(key)


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: f"{stage['person']}:{stage['course']}")
def test_a_stage_lies_between_the_first_release_and_today(stage: Any) -> None:
    course = COURSES[stage["course"]]
    first = course.get("history", [course])[0]["released_on"]
    assert first <= stage["started_on"]
    assert stage["days"] >= 0
    assert _ends_on(stage) <= DEMO_DAY
    assert _person(stage["person"]).get("member_since", "") <= stage["started_on"]


def test_expired_means_run_out_and_completed_means_in_force() -> None:
    for stage in STAGES:
        ends = _certificate_ends_on(stage)
        if stage["stage"] == "expired":
            assert ends, stage
            assert ends < DEMO_DAY, stage
        if stage["stage"] == "completed" and ends:
            assert ends > DEMO_DAY, stage


def test_the_notice_stands_as_the_network_worded_it() -> None:
    notice = load("site.yaml")["notice"]
    assert notice["sv"].startswith("Demonstrationsinnehåll. Följ alltid")
    assert notice["en"].startswith("Demonstration content. Always follow")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["id"])
def test_a_standard_page_says_the_same_in_both_languages(page: Any) -> None:
    assert shape(page["body"]["sv"]) == shape(page["body"]["en"])
    assert all(200 <= len(page["body"][language].split()) <= 500 for language in LANGUAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["id"])
def test_links_stay_in_the_language_of_the_page(page: Any) -> None:
    for language in LANGUAGES:
        inside = re.findall(r"\]\((/[^)]*)\)", page["body"][language])
        assert all(address.startswith(f"/{language}/") for address in inside)


def test_the_four_standard_pages_exist_and_accessibility_names_its_supervisor() -> None:
    pages = {page["purpose"]: page for page in PAGES}
    assert set(pages) == {"about", "privacy", "accessibility", "help"}
    for language in LANGUAGES:
        text = pages["accessibility"]["body"][language]
        assert "Digg" in text
        assert f"(/{language}/report/)" in text
        assert "WCAG 2.2" in text


def test_the_home_page_explains_the_way_in_four_steps() -> None:
    home = load("home.yaml")
    assert len(home["steps"]) == 4
    leaflets = {load(name)["id"] for name in names("leaflets")}
    assert set(home["patients_leaflets"]) == leaflets
