"""One spelling for JSON, so that the same content always has the same hash on every database."""

import hashlib
import json
from typing import Any


def digest(value: Any) -> str:
    """SHA-256, in hex, of JSON with sorted keys (PostgreSQL's jsonb reorders them)."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
