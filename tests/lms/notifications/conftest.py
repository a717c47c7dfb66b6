"""What tests about mail share."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def outbox(tmp_path: Path, settings: Any) -> Path:
    """The folder that mails are handed over to."""
    settings.MAIL_DELIVERY = {
        "BACKEND": "lms.notifications.delivery.FolderBackend",
        "OPTIONS": {"folder": str(tmp_path)},
    }
    return tmp_path
