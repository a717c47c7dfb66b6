"""The content's markdown: what its callouts become, and whose heading is shown."""

import pytest

from home.blocks import CalloutBlock
from lms.demo.content_files import load_all
from lms.demo.markdown import stream


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("> [safety: Kväve kan döda] Gå ut.", "safety", "Kväve kan döda"),
        ("> [remember] Gå ut.", "remember", ""),
        ("> Gå ut.", "note", ""),
    ],
)
def test_a_callout_carries_the_heading_that_its_author_gave(
    text: str, kind: str, title: str
) -> None:
    (block,) = stream(text)
    assert block["value"] == {"kind": kind, "title": title, "text": "<p>Gå ut.</p>"}
    shown = CalloutBlock()
    value = shown.to_python(block["value"])
    heading = title or dict(shown.child_blocks["kind"].field.choices)[kind]
    assert f"{heading}</p>" in str(shown.render(value))


def test_every_safety_callout_of_the_demo_has_a_heading_of_its_own() -> None:
    leaflets = [
        section["body"][language]
        for row in load_all("leaflets")
        for section in row["sections"]
        for language in ("sv", "en")
        if section.get("body")
    ]
    lessons = [
        lesson["body"][language]
        for row in load_all("courses")
        for module in row["modules"]
        for lesson in module["lessons"]
        for language in row["languages"]
    ]
    blocks = [block for text in leaflets + lessons for block in stream(text)]
    callouts = [block["value"] for block in blocks if block["type"] == "callout"]
    headings = [callout["title"] for callout in callouts if callout["kind"] == "safety"]
    assert len(headings) > 30
    assert all(headings)
