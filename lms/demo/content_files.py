"""Reads the demo content that lies beside this file."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent / "content"
Data = dict[str, Any]


@cache
def load(name: str) -> Data:
    """One of the single files, such as "topics"."""
    data: Data = yaml.load((HERE / f"{name}.yaml").read_text("utf8"), Loader=_LOADER)  # noqa: S506
    return data


@cache
def load_all(folder: str) -> tuple[Data, ...]:
    """All files of a folder, by name: "courses" or "leaflets"."""
    return tuple(
        yaml.load(path.read_text("utf8"), Loader=_LOADER)  # noqa: S506  a safe loader, in C
        for path in sorted((HERE / folder).glob("*.yaml"))
    )


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
