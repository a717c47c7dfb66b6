"""Everything is annotated, and the type checker reads it strictly."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT


def _check(file: Path) -> str:
    settings = ["--config-file", str(ROOT / "pyproject.toml")]
    command = [sys.executable, "-m", "mypy", *settings, str(file)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return str(result.stdout)


@pytest.mark.slow
def test_what_is_not_annotated_or_wrong_is_found(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(
        "from lms.users.models import User\n\n\n"
        "def bare(user):\n    return user\n\n\n"
        "def wrong(user: User) -> int:\n    return user.display_name\n",
        "utf8",
    )
    found = _check(planted)
    assert "planted.py:4: error: Function is missing a type annotation" in found
    assert 'planted.py:9: error: Incompatible return value type (got "str"' in found
