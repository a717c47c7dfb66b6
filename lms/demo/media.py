"""Drawings and files of the demo lessons, made here and taken in as an educator's would be."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from lms.demo.content_files import HERE
from lms.demo.markdown import RawBlock
from lms.users.models import User

SIZE = (1200, 700)
PAPER, LINE, FILL, MARK = "#f6f4ee", "#1d4d45", "#bfd9d2", "#b3402f"
FILES = HERE / "files"


def expansion(draw: ImageDraw.ImageDraw) -> None:
    """One litre of liquid nitrogen beside the 700 litres of gas that it becomes, to scale."""
    large = 580
    small = round(large / 700**0.5)
    draw.rectangle((170, 640 - small, 170 + small, 640), fill=LINE)
    draw.line((300, 640 - small // 2, 440, 640 - small // 2), fill=LINE, width=8)
    draw.polygon([(440, 612), (440, 646), (474, 629)], fill=LINE)
    draw.rectangle((520, 640 - large, 520 + large, 640), fill=FILL, outline=LINE, width=6)


def custody(draw: ImageDraw.ImageDraw) -> None:
    """Five stations in a row, the patient first and last; the same mark at each."""
    places = [140 + 230 * number for number in range(5)]
    draw.line((places[0], 300, places[-1], 300), fill=LINE, width=10)
    for number, x in enumerate(places):
        patient = number in {0, len(places) - 1}
        shape = draw.ellipse if patient else draw.rectangle
        shape((x - 75, 225, x + 75, 375), fill=FILL if patient else PAPER, outline=LINE, width=8)
        draw.line((x, 375, x, 450), fill=MARK, width=6)
        for bar, width in enumerate((10, 4, 14, 6, 10)):
            left = x - 46 + bar * 21
            draw.rectangle((left, 450, left + width, 530), fill=MARK)


DRAWINGS: dict[str, tuple[str, Callable[[ImageDraw.ImageDraw], None]]] = {
    "expansion": ("Flytande kväve blir gas", expansion),
    "custody": ("Koden följer cellerna", custody),
}


def placed(blocks: list[RawBlock], *, by: User) -> list[RawBlock]:
    """The blocks with the rows of their drawings and files instead of the names."""
    for block in blocks:
        value: dict[str, Any] = block["value"]
        if block["type"] == "image":
            value["image"]["image"] = drawing(value["image"]["image"], by=by)
        if block["type"] == "download":
            value["document"] = document(value["document"], by=by)
    return blocks


def drawing(name: str, *, by: User) -> int:
    """The image of that drawing, drawn where it is not there yet."""
    title, draw = DRAWINGS[name]
    images = get_image_model().objects
    found = images.filter(title=title, uploaded_by_user=by).first()
    if found is None:
        file = ContentFile(_drawn(draw), name=f"{name}.png")
        found = images.create(title=title, uploaded_by_user=by, file=file)
    return int(found.pk)


def _drawn(draw: Callable[[ImageDraw.ImageDraw], None]) -> bytes:
    sheet = Image.new("RGB", SIZE, PAPER)
    draw(ImageDraw.Draw(sheet))
    target = io.BytesIO()
    sheet.save(target, "PNG", optimize=True)
    return target.getvalue()


def document(name: str, *, by: User) -> int:
    """The document of that file of the content, taken in where it is not there yet."""
    path: Path = FILES / f"{name}.txt"
    text = path.read_text("utf8")
    title = text.partition("\n")[0].capitalize()
    documents = get_document_model().objects
    found = documents.filter(title=title, uploaded_by_user=by).first()
    if found is None:
        # With the mark by which programs on wards tell that letters like å are UTF-8.
        file = ContentFile(text.encode("utf-8-sig"), name=path.name)
        found = documents.create(title=title, uploaded_by_user=by, file=file)
    return int(found.pk)
