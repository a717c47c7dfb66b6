"""What tests about mail share."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def outbox(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """The folder that mails are handed over to."""
    settings.MAIL_DELIVERY = {
        "BACKEND": "lms.notifications.delivery.FolderBackend",
        "OPTIONS": {"folder": str(tmp_path)},
    }
    yield tmp_path
