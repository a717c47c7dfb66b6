"""Images and files of the demo lessons: real ones, described, once each."""

from typing import Any

import pytest
from django.test import Client
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.models import Course, LessonText, MediaUse
from lms.demo import network, site
from lms.demo.content_files import load_all
from lms.demo.courses import CourseLoader
from lms.demo.markdown import stream
from lms.demo.media import DRAWINGS, FILES
from lms.demo.network import moment
from lms.demo.reviewers import Reviewers
from tests.factories import courses, home

TOLD = ("ln2-safety", "identity-custody")


def test_an_image_carries_its_description_and_its_drawing() -> None:
    (block,) = stream('![Two squares.](expansion "From one to 700.")')
    assert block["value"] == {
        "image": {"image": "expansion", "decorative": False, "alt_text": "Two squares."},
        "caption": "From one to 700.",
    }


def test_a_file_carries_its_words_and_its_name() -> None:
    (block,) = stream("[Checklist](file:filling-nitrogen)")
    assert block == {
        "type": "download",
        "value": {"document": "filling-nitrogen", "title": "Checklist"},
    }


def test_a_link_in_a_sentence_stays_a_link() -> None:
    (block,) = stream("Read [the list](https://example.org).")
    assert block["type"] == "text"


def _named(kind: str) -> set[str]:
    texts = [
        lesson["body"][language]
        for row in load_all("courses")
        for module in row["modules"]
        for lesson in module["lessons"]
        for language in row["languages"]
    ]
    values = [b["value"] for text in texts for b in stream(text) if b["type"] == kind]
    return {v["document"] if kind == "download" else v["image"]["image"] for v in values}


def test_every_name_in_the_lessons_has_its_drawing_or_file_and_none_is_left_over() -> None:
    assert _named("image") == set(DRAWINGS)
    assert _named("download") == {path.stem for path in FILES.glob("*.txt")}


def _load() -> None:
    design = network.load_design(moment("2024-01-08"))
    author = home.person("author@example.org", "Bo Ek")
    reviewers = Reviewers(courses.approvers(), at=moment("2024-01-08"))
    for data in load_all("courses"):
        if data["id"] in TOLD:
            loader = CourseLoader(data, author=author, reviewers=reviewers, design=design)
            for step in loader.steps():
                step.act(step.at)


@pytest.mark.django_db
def test_lessons_show_real_images_and_offer_real_files_in_both_languages(client: Client) -> None:
    network.load_words()
    network.load_centers()
    site.load_site()
    _load()
    for language in ("sv", "en"):
        blocks = _blocks(language)
        images = [b["value"]["image"] for b in blocks if b["type"] == "image"]
        files = [b["value"] for b in blocks if b["type"] == "download"]
        assert len(images) == len(files) == 2
        assert all(len(image["alt_text"]) > 40 for image in images)
        for image in images:
            with get_image_model().objects.get(pk=image["image"]).file.open() as file:
                assert Image.open(file).size == (1200, 700)
        for file in files:
            answer = client.get(get_document_model().objects.get(pk=file["document"]).url)
            assert len(b"".join(answer.streaming_content)) > 400  # type: ignore[attr-defined]
    kept = MediaUse.objects.count()
    _load()
    assert (MediaUse.objects.count(), get_image_model().objects.count()) == (kept, 2)
    assert get_document_model().objects.count() == 4


def _blocks(language: str) -> list[dict[str, Any]]:
    versions = Course.objects.filter(code__in=TOLD).values("current")
    texts = LessonText.objects.filter(version__in=versions, language=language)
    return [block for text in texts for block in text.body]
