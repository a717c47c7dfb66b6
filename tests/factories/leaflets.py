"""Leaflets for tests."""

import json
from typing import Any

from courses.models import LeafletIndexPage, LeafletPage
from tests.factories import home

PARAGRAPH = "<p>" + "Stay near the hospital and have somebody with you. " * 8 + "</p>"
URGENT = {
    "type": "urgent",
    "value": {
        "title": "Call at once if you get",
        "signs": [{"type": "item", "value": "fever of 38 degrees or more"}],
        "text": "<p>For fits: call 112.</p>",
        "phone_label": "Day and night",
        "phone": "018-000 00 00",
        "phone_is_sample": True,
    },
}


def _block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


def leaflet(**facts: Any) -> LeafletPage:
    """An alarm card whose warning is written last; the English one."""
    index = home.pair(home.home_page(), LeafletIndexPage, {"sv": "patienter", "en": "patients"})
    sections = [
        _block("text", f"<h2>Week {number}</h2>{PARAGRAPH}{PARAGRAPH}") for number in range(1, 5)
    ]
    texts: dict[str, Any] = {
        "lead": "I have had CAR-T treatment.",
        "body": json.dumps([*sections, URGENT]),
        "questions": json.dumps([_block("question", "Who do I call at night?")]),
        "words": json.dumps([_block("word", {"term": "CRS", "meaning": "A strong reaction."})]),
        "reviewed_by": "A haematologist and four readers.",
        "owner_center": home.center("uppsala"),
        "notice": "Only an example.",
    }
    page: LeafletPage = home.pair(
        index, LeafletPage, {"sv": "larmkort", "en": "alert-card"}, **{**texts, **facts}
    )
    english: LeafletPage = page.get_translation(home.locale("en"))
    return english
