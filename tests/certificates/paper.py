"""Looking into a PDF without a reader: its objects, inflated."""

import re
import zlib

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_MAPPED = re.compile(rb"<[0-9a-f]{4}> <([0-9a-f]+)>")


def inflated(pdf: bytes) -> bytes:
    """The whole file with its compressed parts opened."""
    return pdf + b"\n".join(_open(part) for part in _STREAM.findall(pdf))


def characters(pdf: bytes) -> set[str]:
    """Every character a reader can copy from the page: each has a glyph in an embedded font."""
    maps = (part for part in map(_open, _STREAM.findall(pdf)) if b"beginbfchar" in part)
    texts = (
        bytes.fromhex(code.decode()).decode("utf-16-be")
        for part in maps
        for code in _MAPPED.findall(part)
    )
    return set("".join(texts))


def _open(part: bytes) -> bytes:
    try:
        return zlib.decompress(part)
    except zlib.error:
        return b""
