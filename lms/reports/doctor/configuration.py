"""The settings, judged as those of an installation that keeps people's records. No database."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lms.reports.doctor.finding import Finding, act, fine, note

LOCAL = {"localhost", "127.0.0.1", "::1", ""}
KEY_LENGTH = 50
KEY_VARIETY = 10  # different characters; "aaaa…" is long, but no secret


@dataclass(frozen=True, slots=True)
class Configuration:
    """What is judged, apart from where it comes from."""

    production: bool
    demo: bool
    debug: bool
    secret_key: str
    site_url: str
    hosts: tuple[str, ...]
    proxies: int
    web_workers: int
    sqlite: bool
    shared_cache: bool
    mail_leaves: bool
    mail_from: str

    @property
    def tls(self) -> bool:
        """Whether people reach the site encrypted."""
        return self.site_url.startswith("https://")


def judge(told: Configuration) -> Iterator[Finding]:
    """A finding for each group of settings; several where a group has several faults."""
    yield _environment(told)
    yield _key(told)
    yield from _address(told)
    yield from _processes(told)
    yield _mail(told)


def _environment(told: Configuration) -> Finding:
    if told.production and (told.demo or told.debug):
        return act(
            "environment",
            "Production shows the demo or debug pages.",
            "Remove DEMO and DEBUG from the environment and start again.",
        )
    if told.production:
        return fine("environment", "Production, without demo and debug pages.")
    return note(
        "environment",
        "Development.",
        "Set ENVIRONMENT=production before real people's records are kept here.",
    )


def _key(told: Configuration) -> Finding:
    weak = len(told.secret_key) < KEY_LENGTH or len(set(told.secret_key)) < KEY_VARIETY
    if weak and told.production:
        return act(
            "secret key",
            "SECRET_KEY is short or has little variety.",
            f"Set SECRET_KEY to {KEY_LENGTH} or more random characters; everybody signs in anew.",
        )
    return fine("secret key", "Set." if told.production else "Kept in VAR_DIR for development.")


def _address(told: Configuration) -> Iterator[Finding]:
    host = urlsplit(told.site_url).hostname or ""
    if told.production and host in LOCAL:
        yield act(
            "address",
            f"SITE_URL is {told.site_url}, which works on this machine only.",
            "Set SITE_URL to the address that people use; it is printed on certificates.",
        )
    elif told.production and not told.tls:
        yield act(
            "address",
            f"{told.site_url} is not encrypted.",
            "Let the proxy in front end TLS and set SITE_URL to the address with https.",
        )
    else:
        yield fine("address", told.site_url)
    if told.tls and not told.proxies:
        yield act(
            "proxy",
            "SITE_URL is https, but no proxy is trusted, so every request is sent in a circle.",
            "Set TRUSTED_PROXIES to the number of proxies in front, usually 1.",
        )
    if "*" in told.hosts:
        yield act(
            "hosts",
            "ALLOWED_HOSTS admits any name.",
            "List the names that people use in ALLOWED_HOSTS, or leave it empty.",
        )


def _processes(told: Configuration) -> Iterator[Finding]:
    if told.web_workers > 1 and told.sqlite:
        yield act(
            "web processes",
            f"{told.web_workers} web processes share one SQLite file.",
            "Set WEB_WORKERS=1, or move to PostgreSQL.",
        )
    if told.web_workers > 1 and not told.shared_cache:
        yield act(
            "cache",
            "Each web process counts failed sign-ins for itself.",
            "Set CACHE_URL to a Redis server, or WEB_WORKERS to 1.",
        )


def _mail(told: Configuration) -> Finding:
    if told.production and not told.mail_leaves:
        return act(
            "mail settings",
            "Mail is written into a folder and reaches nobody.",
            "Set MAIL_URL to your mail server.",
        )
    if told.production and told.mail_from.rstrip(">").endswith("@localhost"):
        return act(
            "mail settings",
            "Mail is sent from an address that does not exist.",
            "Set MAIL_FROM to an address of your domain.",
        )
    return fine("mail settings", f"From {told.mail_from}")
