"""Whether the demo's accounts and mail are shown: as told, else where the demo was loaded."""

import hashlib
from pathlib import Path

from lms.settings import environment


def marker() -> Path:
    """Exists when this folder's product filled the database it is told of with the demo network."""
    database = hashlib.sha256(environment.DATABASE_URL.encode()).hexdigest()[:12]
    return environment.VAR_DIR / f"demo-{database}"


def unfinished() -> Path:
    """Exists from when loading the demo network was decided until it was done."""
    return marker().with_suffix(".unfinished")


def shown() -> bool:
    if environment.env.given("DEMO") or environment.PRODUCTION:
        return environment.DEMO
    return marker().exists()


DEMO = shown()
