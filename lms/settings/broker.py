"""Celery's settings, free of Django so that the schedule process stays small."""

from pathlib import Path
from typing import Any

from lms.settings import environment


def _folder(path: Path) -> str:
    path.mkdir(parents=True, exist_ok=True)
    return str(path)


def _transport() -> dict[str, Any]:
    if not environment.CELERY_BROKER_URL.startswith("filesystem"):
        return {"socket_connect_timeout": 1, "socket_timeout": 5}
    queue = _folder(environment.VAR_DIR / "broker" / "queue")
    return {
        "data_folder_in": queue,
        "data_folder_out": queue,
        "control_folder": _folder(environment.VAR_DIR / "broker" / "control"),
        "polling_interval": 0.25,
    }


broker_url = environment.CELERY_BROKER_URL
broker_transport_options = _transport()
broker_connection_retry_on_startup = True
# Ringing the bell must never hold up a request: the sweep rings again.
task_publish_retry = False
task_ignore_result = True
task_serializer = "json"
accept_content = ["json"]
timezone = "UTC"
worker_hijack_root_logger = False
worker_prefetch_multiplier = 1
worker_send_task_events = False
worker_enable_remote_control = False
