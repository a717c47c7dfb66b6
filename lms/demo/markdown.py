"""Turns the content's markdown into the raw blocks of a lesson; content/README.md has the rules."""

import re
from html import escape
from typing import Any

RawBlock = dict[str, Any]

CALLOUT = re.compile(r"^\[(safety|practice|remember|quote)(?:: ([^\]]+))?\]\s*")
STRONG = re.compile(r"\*\*(.+?)\*\*")
EMPHASIS = re.compile(r"(?<!\*)\*([^*\s][^*]*)\*(?!\*)")
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
NUMBERED = re.compile(r"^\d+\.\s+")
ACCORDION = "+++"
IMAGE = re.compile(r'!\[([^\]]+)\]\((\w+)(?: "([^"]+)")?\)')
FILE = re.compile(r"\[([^\]]+)\]\(file:([\w-]+)\)")


def stream(text: str) -> list[RawBlock]:
    """The blocks of a text, in order, as a StreamField stores them (without ids)."""
    blocks: list[RawBlock] = []
    waiting: list[str] = []
    for part in _parts(text):
        special = _special(part)
        if special is None:
            waiting.append(_html(part))
            continue
        _flush(waiting, blocks)
        blocks.append(special)
    _flush(waiting, blocks)
    return blocks


def rich(text: str) -> str:
    """A text without callouts and tables as one piece of HTML."""
    return "".join(_html(part) for part in _parts(text))


def _flush(waiting: list[str], blocks: list[RawBlock]) -> None:
    if waiting:
        blocks.append({"type": "text", "value": "".join(waiting)})
        waiting.clear()


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    inside: list[str] | None = None
    for part in re.split(r"\n\s*\n", text.strip()):
        if inside is not None:
            inside.append(part)
            if part.rstrip().endswith(ACCORDION):
                parts.append("\n\n".join(inside))
                inside = None
        elif part.startswith(ACCORDION) and not part.rstrip().endswith("\n" + ACCORDION):
            inside = [part]
        elif part.strip():
            parts.append(part.strip())
    return parts


def _special(part: str) -> RawBlock | None:
    if part.startswith("> "):
        return _callout(part)
    if part.startswith("|"):
        return _table(part)
    if part.startswith(ACCORDION):
        return _accordion(part)
    return _medium(part)


def _medium(part: str) -> RawBlock | None:
    """An image or a file; both carry the name by which the loader finds them."""
    if found := IMAGE.fullmatch(part):
        image = {"image": found[2], "decorative": False, "alt_text": found[1]}
        return {"type": "image", "value": {"image": image, "caption": found[3] or ""}}
    if found := FILE.fullmatch(part):
        return {"type": "download", "value": {"document": found[2], "title": found[1]}}
    return None


def _callout(part: str) -> RawBlock:
    text = " ".join(line.lstrip("> ").strip() for line in part.splitlines())
    found = CALLOUT.match(text)
    kind, text = (found[1], text[found.end() :]) if found else ("note", text)
    if kind == "quote":
        return {"type": "quote", "value": {"text": text, "source": ""}}
    title = (found[2] or "") if found else ""
    value = {"kind": kind, "title": title, "text": f"<p>{_inline(text)}</p>"}
    return {"type": "callout", "value": value}


def _table(part: str) -> RawBlock:
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")] for line in part.splitlines()
    ]
    head, body = rows[0], rows[2:]
    plain = [[cell.replace("**", "") for cell in row] for row in body]
    return {
        "type": "table",
        "value": {
            "caption": "",
            "head": head,
            "rows": plain,
        },
    }


def _accordion(part: str) -> RawBlock:
    first, _, rest = part.partition("\n")
    text = rest.rstrip().removesuffix(ACCORDION)
    return {
        "type": "accordion",
        "value": {"title": first.removeprefix(ACCORDION).strip(), "text": rich(text)},
    }


def _html(part: str) -> str:
    if part.startswith("#"):
        marks, _, title = part.partition(" ")
        heading, _, rest = title.partition("\n")
        tag = f"h{min(len(marks), 3)}"
        return f"<{tag}>{_inline(heading)}</{tag}>" + (_html(rest.strip()) if rest.strip() else "")
    lines = part.splitlines()
    first = next((n for n, line in enumerate(lines) if _is_item(line)), None)
    if first is None:
        return f"<p>{_inline(' '.join(lines))}</p>"
    before = f"<p>{_inline(' '.join(lines[:first]))}</p>" if first else ""
    return before + _list(lines[first:])


def _is_item(line: str) -> bool:
    return line.startswith("- ") or bool(NUMBERED.match(line))


def _list(lines: list[str]) -> str:
    tag = "ol" if NUMBERED.match(lines[0]) else "ul"
    items: list[str] = []
    for line in lines:
        if _is_item(line):
            items.append(NUMBERED.sub("", line).removeprefix("- "))
        else:
            items[-1] += " " + line.strip()
    return f"<{tag}>" + "".join(f"<li>{_inline(item)}</li>" for item in items) + f"</{tag}>"


def _inline(text: str) -> str:
    strong = STRONG.sub(r"<b>\1</b>", escape(text, quote=False))
    linked = LINK.sub(r'<a href="\2">\1</a>', strong)
    return EMPHASIS.sub(r"<i>\1</i>", linked)
