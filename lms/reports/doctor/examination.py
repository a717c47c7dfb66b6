"""Everything the doctor looks at, in the order of its report."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from lms.reports.doctor import configuration, machine, services
from lms.reports.doctor.finding import Finding
from lms.settings import environment


def examine(*, at: datetime) -> Iterator[Finding]:
    """One finding after the other, as they are made: some take a second or two."""
    yield from configuration.judge(told())
    yield from machine.look()
    yield from services.ask(at=at)


def told() -> configuration.Configuration:
    """The settings that this process runs with."""
    return configuration.Configuration(
        production=settings.PRODUCTION,
        demo=settings.DEMO,
        debug=settings.DEBUG,
        secret_key=settings.SECRET_KEY,
        site_url=settings.SITE_URL,
        hosts=tuple(settings.ALLOWED_HOSTS),
        proxies=environment.TRUSTED_PROXIES,
        web_workers=environment.WEB_WORKERS,
        sqlite=settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
        shared_cache="redis" in settings.CACHES["default"]["BACKEND"],
        mail_leaves="host" in settings.MAIL_DELIVERY["OPTIONS"],
        mail_from=settings.DEFAULT_FROM_EMAIL,
    )
