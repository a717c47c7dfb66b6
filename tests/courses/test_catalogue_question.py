"""What the catalogue is asked stands in its address, and nothing else does."""

import pytest
from django.http import QueryDict

from courses.catalogue import Question, length, page_count, question

KNOWN = {"for": {"clinicians", "clinicians.nurse"}, "topic": {"crs"}, "language": {"sv", "en"}}


@pytest.mark.parametrize(
    "address",
    [
        "",
        "?q=thawing",
        "?q=car-t&for=clinicians&for=clinicians.nurse&topic=crs&sort=short&page=3",
        "?language=sv&language=en",
    ],
)
def test_a_question_comes_back_from_its_address(address: str) -> None:
    asked = question(QueryDict(address.removeprefix("?")), KNOWN)
    assert asked.address("/en/courses/") == f"/en/courses/{address}"


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("q=&sort=&page=1", "/"),
        ("for=nobody&center=nowhere", "/"),
        ("sort=backwards&page=-2", "/"),
        ("page=²", "/"),
        ("page=99999999999999999999", "/?page=999999"),
        ("for=clinicians&for=clinicians", "/?for=clinicians"),
        ("q=++two%0Awords+", "/?q=two+words"),
        (f"q={'x' * 999}", f"/?q={'x' * 200}"),
    ],
)
def test_what_nobody_knows_is_left_out(query: str, address: str) -> None:
    assert question(QueryDict(query), KNOWN).address("/") == address


def test_taking_a_value_back_starts_from_the_first_page() -> None:
    asked = Question(chosen={"for": ("clinicians", "clinicians.nurse")}, page=4)
    assert asked.without("for", "clinicians.nurse").address("/") == "/?for=clinicians"


@pytest.mark.parametrize(
    ("minutes", "name"),
    [(0, "30"), (29, "30"), (30, "60"), (60, "60"), (61, "180"), (180, "180"), (181, "more")],
)
def test_lengths_meet_without_gap_or_overlap(minutes: int, name: str) -> None:
    assert length(minutes) == name


@pytest.mark.parametrize(("found", "pages"), [(0, 1), (1, 1), (20, 1), (21, 2), (2000, 100)])
def test_pages_hold_twenty(found: int, pages: int) -> None:
    assert page_count(found) == pages
