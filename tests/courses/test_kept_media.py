"""What a released lesson shows can be neither deleted nor exchanged in the editor."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from courses.models import MediaUse
from tests.courses.editor import editor, superuser
from tests.factories import courses

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> Client:
    return editor(superuser())


def test_a_released_image_is_not_deleted(author: Client) -> None:
    image = get_image_model().objects.create(title="Påse", file=get_test_image_file())
    value = {"image": image.pk, "alt_text": "En påse", "decorative": False}
    body = [{"type": "image", "value": {"image": value, "caption": ""}}]
    address = reverse("wagtailimages:delete", args=[image.pk])
    assert author.get(address).status_code == 200
    courses.release(courses.draft(lessons=1, body=body))
    assert author.post(address).status_code == 302
    bulk = reverse("wagtail_bulk_action", args=["wagtailimages", "image", "delete"])
    author.post(f"{bulk}?id={image.pk}")
    assert get_image_model().objects.filter(pk=image.pk).exists()
    assert "disabled" in author.get(reverse("wagtailimages:edit", args=[image.pk])).text


def test_a_released_file_keeps_its_content(author: Client) -> None:
    kept = get_document_model().objects.create(
        title="Mall", file=SimpleUploadedFile("mall.txt", b"first")
    )
    link = f'<p><a linktype="document" id="{kept.pk}">Mallen</a></p>'
    body: list[dict[str, Any]] = [
        {"type": "download", "value": {"document": kept.pk, "title": "Ta med"}},
        {"type": "text", "value": link},
    ]
    courses.release(courses.draft(lessons=1, body=body))
    assert MediaUse.objects.filter(document=kept).count() == 2
    address = reverse("wagtaildocs:edit", args=[kept.pk])
    author.post(
        address,
        {
            "title": "Ny titel",
            "collection": kept.collection_id,
            "file": SimpleUploadedFile("mall.txt", b"second"),
        },
    )
    kept.refresh_from_db()
    assert kept.title == "Ny titel"
    with kept.file.open() as file:
        assert file.read() == b"first"
    author.post(reverse("wagtaildocs:delete", args=[kept.pk]))
    assert get_document_model().objects.filter(pk=kept.pk).exists()
