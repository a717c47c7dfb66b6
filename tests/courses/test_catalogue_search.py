"""Words are found in any of their forms, in both languages, and the best comes first."""

import json

import pytest
from django.utils import translation

from courses.models import LeafletIndexPage, LeafletPage
from courses.selectors.search import find
from home import links
from tests.factories import home
from tests.factories.listed import listed

pytestmark = pytest.mark.django_db


@pytest.fixture
def library() -> None:
    _course("thawing", "Tining vid sängen", "Tina påsen. För läkare i Malmö.", "Thawing therapies")
    _course("training", "Utbildning för nya", "Grunder om CAR-T och GMP.", "Training for the new")
    _course("grading", "Gradera rätt", "Cytokinfrisättningssyndrom efter tining.", "Grade well")


def _course(slug: str, title: str, summary: str, english: str) -> None:
    listed(slug, titles={"sv": title, "en": english}, summaries={"sv": summary, "en": "Gradera."})


def titles(text: str) -> list[str]:
    with translation.override("sv"):
        found = [links.link_of(key) for key in find(text).courses]
        return [link.title for link in found if link]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("utbildningar", "Utbildning för nya"),
        ("UTBILDNING", "Utbildning för nya"),
        ("malmo", "Tining vid sängen"),
        ("lakare", "Tining vid sängen"),
        ("läkarna Malmö", "Tining vid sängen"),
        ("therapy", "Tining vid sängen"),
        ("cart", "Utbildning för nya"),
        ("car t", "Utbildning för nya"),
        ("god tillverkningssed", "Utbildning för nya"),
        ("CRS", "Gradera rätt"),
    ],
)
def test_forms_of_a_word_find_each_other(library: None, text: str, title: str) -> None:
    assert titles(text)[:1] == [title]


def test_a_word_in_the_title_counts_most(library: None) -> None:
    assert titles("tining") == ["Tining vid sängen", "Gradera rätt"]


def test_every_word_must_be_there(library: None) -> None:
    assert titles("tining GMP") == []


@pytest.mark.parametrize("text", ['"', "* OR *", "title:tining", "NEAR(", "';--", "!!!", "\x00"])
def test_signs_of_the_search_engine_are_only_signs(library: None, text: str) -> None:
    find(text)


def test_a_course_found_in_both_languages_is_listed_once(library: None) -> None:
    assert len(find("gradera").courses) == 3


def test_leaflets_are_found_by_their_hard_words_in_the_readers_language(library: None) -> None:
    index = home.pair(home.home_page(), LeafletIndexPage, {"sv": "patienter", "en": "patients"})
    leaflet = home.pair(
        index,
        LeafletPage,
        {"sv": "larmkort", "en": "alert-card"},
        words=json.dumps(
            [{"type": "word", "value": {"term": "Frossa", "meaning": "Du fryser och skakar."}}]
        ),
    )
    with translation.override("en"):
        assert [link.url for link in find("frossa").leaflets] == ["/en/patients/alert-card/"]
    with translation.override("sv"):
        assert [link.page_id for link in find("fryser").leaflets] == [leaflet.pk]
