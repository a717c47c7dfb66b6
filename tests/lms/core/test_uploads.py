"""Sizes of images are for everybody; what was uploaded is not, and nothing beside it."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import Settings
from wagtail.documents.models import Document
from wagtail.models import Collection

from lms.core import uploads

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    for name in ("images/cell.webp", "original_images/cell.png", "documents/sop.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_a_size_of_an_image_is_handed_out(client: Client) -> None:
    answer = client.get("/media/images/cell.webp")
    assert b"".join(answer.streaming_content) == b"images/cell.webp"  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize(
    "path",
    [
        "/media/original_images/cell.png",
        "/media/documents/sop.pdf",
        "/media/images/../original_images/cell.png",
        "/media/images/%2e%2e/documents/sop.pdf",
        "/media/images/none.webp",
        "/media/images/",
    ],
)
def test_nothing_else_is(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_proxy_is_told_which_file(client: Client, settings: Settings) -> None:
    settings.MEDIA_BY_PROXY = True
    answer = client.get("/media/images/cell.webp")
    assert answer["X-Accel-Redirect"] == "/protected/images/cell.webp"
    assert answer.content == b""


def test_the_proxy_sends_documents_after_the_product_allowed_it(
    client: Client, settings: Settings
) -> None:
    settings.SENDFILE_BACKEND = uploads.__name__
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    document = Document(title="SOP")
    document.file.save("kylkedja för celler.pdf", ContentFile(b"%PDF"))
    answer = client.get(document.url)
    assert answer["X-Accel-Redirect"].startswith("/protected/documents/kylkedja_f")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Security-Policy"] == "default-src 'none'"
