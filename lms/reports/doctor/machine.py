"""What the product finds on its machine: folders, fonts, static files, the drawing of papers."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from certificates.renderer import client
from lms.core.management.commands.prepare import checksum, static_sources
from lms.reports import health
from lms.reports.doctor.finding import Finding, act, fine, note

MEGABYTE = 1024 * 1024
SPECIMEN = (
    '<!doctype html><html lang="sv"><head><title>Prov</title></head>'
    "<body><p>Prov: åäö ÅÄÖ</p></body></html>"
)


def look() -> Iterator[Finding]:
    """Disk, fonts, static files and the renderer."""
    for name, folder in folders().items():
        yield _room(name, folder)
    yield _static()
    fonts = _fonts()
    yield fonts
    if not fonts.todo:
        yield _renderer()


def folders() -> dict[str, Path]:
    """Where something is written, by what it is."""
    found = {"media": Path(settings.MEDIA_ROOT)}
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        found["database"] = Path(settings.DATABASES["default"]["NAME"]).parent
    return found


def _room(name: str, folder: Path) -> Finding:
    subject = f"disk of the {name}"
    there = health.existing(folder)
    if not os.access(there, os.W_OK):
        return act(
            subject, f"{there} cannot be written.", f"Give the product's user the folder {there}."
        )
    free = health.free(there)
    if free < health.DISK_LIMIT:
        return act(
            subject,
            f"{free // MEGABYTE} MB are free in {there}.",
            f"Free space in {there}: writing stops when it is full.",
        )
    return fine(subject, f"{free // MEGABYTE} MB are free.")


def _static() -> Finding:
    if settings.DEBUG:
        return note("static files", "Read anew at each request.", "Switch DEBUG off.")
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    if stamp.exists() and stamp.read_text() == checksum(static_sources()):
        return fine("static files", "Collected from this version.")
    return act(
        "static files",
        "Not collected from this version.",
        "Run manage.py prepare, which every start by script/server does.",
    )


def missing_fonts() -> list[str]:
    """Font files that the stylesheets of pages and papers name and that are not there."""
    static = settings.PROJECT_DIR / "static"
    named = {
        file
        for sheet in (static / "css").glob("*.css")
        for file in re.findall(r"vendor/fonts/[a-z0-9-]+\.woff2", sheet.read_text("utf8"))
    }
    return sorted(file for file in named if not (static / file).exists())


def _fonts() -> Finding:
    missing = missing_fonts()
    if not missing:
        return fine("fonts", "All are here.")
    return act(
        "fonts",
        f"{len(missing)} files are missing, first {missing[0]}; no certificate can be drawn.",
        "Run script/setup where it can reach the package registry.",
    )


def _renderer() -> Finding:
    renderer = client.Renderer(command=client.drawing_command())
    try:
        drawn = renderer.draw(SPECIMEN)
    except client.DrawingFailed as failure:
        return act(
            "renderer",
            f"No PDF came: {failure}.",
            "Run script/setup, which names the libraries that are missing, then look at the log.",
        )
    finally:
        renderer.close()
    return fine("renderer", f"Drew a sheet of {len(drawn)} bytes.")
