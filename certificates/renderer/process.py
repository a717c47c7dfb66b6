"""The drawing process: HTML comes in on stdin, PDF goes out on stdout, one after the other.

Run by `certificates.renderer.client` as
`python -m certificates.renderer.process <folder for its files> <static folder>`.
It knows no Django, no database and no key, has a limit of memory, and uses no font of the machine.

A message is a length of four bytes and as many bytes. An answer has a first byte of its own:
`+` before a PDF, `-` before a sentence that says why there is none.
"""

from __future__ import annotations

import os
import resource
import select
import signal
import sys
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from lms.core.scratch import own_folder

if TYPE_CHECKING:
    from certificates.renderer.drawing import Drawer

# Bytes of address space. Measured: 310 MB at the most, 72 MB of it resident after 100 sheets.
MEMORY = 768 * 2**20
IDLE_SECONDS = 300  # then it ends by itself; the next sheet starts a new one
SECONDS_PER_SHEET = 60  # a last resort where the parent died and can't stop a hanging drawing
NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><cachedir>{folder}</cachedir></fontconfig>"""


def main() -> None:
    """Close what a drawing does not need, then serve."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    source = os.fdopen(os.dup(0), "rb", buffering=0)
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up between the PDFs
    warnings.filterwarnings("ignore", message="No fonts configured")
    folder = own_folder(Path(sys.argv[1]))
    # WeasyPrint leaves its fonts behind when it is ended in the middle of a drawing.
    tempfile.tempdir = str(folder)
    config = folder / "fonts.conf"
    config.write_text(NO_FONTS.format(folder=folder))
    os.environ["FONTCONFIG_FILE"] = str(config)
    serve(source, target, Path(sys.argv[2]))


def serve(source: BinaryIO, target: BinaryIO, static: Path) -> None:
    """Answer until the parent closes the pipe or nothing has come for a while."""
    drawer: Drawer | None = None
    while select.select([source], [], [], IDLE_SECONDS)[0]:
        head = read_exactly(source, 4)
        if len(head) < 4:
            return
        signal.alarm(SECONDS_PER_SHEET)
        html = read_exactly(source, int.from_bytes(head)).decode()
        drawer, reply = answer(drawer, static, html)
        target.write(len(reply).to_bytes(4) + reply)
        target.flush()
        signal.alarm(0)


def answer(drawer: Drawer | None, static: Path, html: str) -> tuple[Drawer | None, bytes]:
    """One reply; the drawer is made at the first sheet and kept."""
    # Only now: WeasyPrint looks for fonts when it is imported, and must find none of the machine's.
    from certificates.renderer.drawing import CannotDraw, Drawer  # noqa: PLC0415

    try:
        drawer = drawer or Drawer(static)
        return drawer, b"+" + drawer.draw(html)
    except CannotDraw as refusal:
        return drawer, b"-" + str(refusal).encode()
    except Exception as error:  # noqa: BLE001  its words may hold a name, so only its kind is told
        return drawer, b"-" + type(error).__name__.encode()


def read_exactly(source: BinaryIO, count: int) -> bytes:
    """So many bytes, or fewer at the end of the stream."""
    data = b""
    while len(data) < count and (part := source.read(count - len(data))):
        data += part
    return data


if __name__ == "__main__":
    main()
