"""One line for each thing that happened; ids, never names or addresses."""

from typing import Any

import structlog

from lms.settings import environment

_JSON = environment.LOG_FORMAT == "json" or (
    environment.LOG_FORMAT == "auto" and environment.PRODUCTION
)
_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
_RENDERER: list[Any] = (
    [structlog.processors.dict_tracebacks, structlog.processors.JSONRenderer()]
    if _JSON
    else [structlog.dev.ConsoleRenderer(colors=False)]
)

structlog.configure(
    processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _SHARED,
            "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_RENDERER],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": environment.LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # The development server's own lines; Granian writes none.
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        # Says at each start that files have no host name.
        "kombu.connection": {"level": "ERROR"},
        # Measuring the fonts of every PDF fills pages.
        "fontTools": {"level": "WARNING"},
        # A line or two for each page that is saved; the editor has its own history.
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
