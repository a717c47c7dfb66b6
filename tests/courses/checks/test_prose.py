"""What counts as running text, and which headings are out of order."""

from typing import Any

import pytest

from courses.checks.prose import heading_faults, paragraphs


def _text(html: str) -> dict[str, Any]:
    return {"type": "text", "value": html}


def test_running_text_is_that_of_paragraphs_lists_and_boxes() -> None:
    raw = [
        _text("<h2>Först</h2><p>Ett <b>tjockt</b> ord.<br/>Rad</p><ul><li>Punkt</li></ul>"),
        {"type": "callout", "value": {"kind": "note", "title": "Obs", "text": "<p>Lugn.</p>"}},
        {"type": "accordion", "value": {"title": "Mer", "text": "<p>Dold.</p>"}},
        {"type": "quote", "value": {"text": "Sagt.", "source": "Någon"}},
        {"type": "table", "value": {"caption": "T", "head": ["A"], "rows": [["b"]]}},
        {"type": "practice", "value": "key"},
    ]
    read = ["Först", "Ett tjockt ord.", "Rad", "Punkt", "Obs", "Lugn.", "Mer", "Dold.", "Sagt."]
    assert paragraphs(raw) == read


@pytest.mark.parametrize(
    ("raw", "faults"),
    [
        ([_text("<h2>A</h2><h3>B</h3><h2>C</h2>")], []),
        ([_text("<p>Utan</p>")], []),
        ([_text("<h3>B</h3>")], [(0, "B")]),
        ([_text("<h2>A</h2>"), _text("<h3>B</h3>")], []),
        ([_text("<h2>A</h2><h4>C</h4>")], [(0, "C")]),
        ([_text("<p>x</p>"), _text("<h2> </h2>")], [(1, "")]),
        ([_text("<h2><b>A</b></h2><h3></h3>")], [(0, "")]),
    ],
)
def test_headings_go_one_step_down_at_a_time(raw: Any, faults: list[tuple[int, str]]) -> None:
    assert [(fault.place, fault.text) for fault in heading_faults(raw)] == faults
