"""What visits the product: over HTTP to measure it, and inside this process to count statements."""

import gzip
import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

# Django takes a bare secret of 32 characters in the cookie and in the form alike.
CSRF = "benchbenchbenchbenchbenchbench32"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
HOST = "127.0.0.1"


class Failed(Exception):
    """The product answered something that a person would call an error."""


@dataclass(frozen=True)
class Reply:
    """An answer; `sent` is the number of body bytes as they came."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    sent: int

    @property
    def place(self) -> str:
        """Where a redirect leads, as a path; an error where it is none."""
        if self.status not in {301, 302, 303}:
            raise Failed(f"{self.status} instead of a redirect: {self.body[:300]!r}")
        parts = urlsplit(self.headers["location"])
        return f"{parts.path}?{parts.query}" if parts.query else parts.path


class Browser(Protocol):
    """A visitor with cookies."""

    cookies: dict[str, str]

    def send(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply: ...


class HttpBrowser:
    """Keeps its connection open, as browsers do."""

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None) -> None:
        self.cookies = dict(cookies or {})
        self._port = port
        self._line = http.client.HTTPConnection(HOST, port, timeout=60)

    def send(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        try:
            return self._exchange(method, path, body, headers)
        except (http.client.RemoteDisconnected, ConnectionResetError):
            # The server may close an idle connection at any time.
            self._line.close()
            return self._exchange(method, path, body, headers)

    def _exchange(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        self._line.request(method, path, body or None, {**headers, **_cookie_header(self.cookies)})
        answer = self._line.getresponse()
        content = answer.read()
        for line in answer.headers.get_all("Set-Cookie") or ():
            _take_cookie(self.cookies, line)
        found = {name.lower(): value for name, value in answer.headers.items()}
        return _reply(answer.status, found, content)


class LocalBrowser:
    """Asks the product inside this process."""

    def __init__(self, cookies: Mapping[str, str] | None = None) -> None:
        from django.test import Client  # noqa: PLC0415  Django is set up later

        self.cookies = dict(cookies or {})
        self._client = Client(enforce_csrf_checks=True)

    def send(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        self._client.cookies.clear()
        for name, value in self.cookies.items():
            self._client.cookies[name] = value
        kind = headers.get("Content-Type", "application/octet-stream")
        answer: Any = self._client.generic(
            method, path, body, kind, headers={"host": HOST, **headers}
        )
        for name, morsel in answer.cookies.items():
            self.cookies[name] = morsel.value
        found = {name.lower(): value for name, value in answer.items()}
        return _reply(answer.status_code, found, b"".join(answer))


def get(browser: Browser, path: str, **headers: str) -> Reply:
    """A page; raises Failed unless it came."""
    reply = browser.send("GET", path, b"", {"Accept-Encoding": "gzip", **headers})
    if reply.status not in {200, 304}:
        raise Failed(f"GET {path} answers {reply.status} {reply.headers.get('location', '')}")
    return reply


def post(browser: Browser, path: str, **fields: Any) -> Reply:
    """Send a form; raises Failed where it was refused."""
    token = browser.cookies.setdefault("csrf", CSRF)
    return _posted(browser, path, {"csrfmiddlewaretoken": token, **fields}, {})


def fetch(browser: Browser, path: str, **fields: Any) -> Reply:
    """Send a form as a page's script does."""
    token = browser.cookies.setdefault("csrf", CSRF)
    asked = {"X-Requested-With": "fetch"}
    return _posted(browser, path, {"csrfmiddlewaretoken": token, **fields}, asked)


def _posted(
    browser: Browser, path: str, fields: Mapping[str, Any], headers: Mapping[str, str]
) -> Reply:
    sent = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    reply = browser.send("POST", path, urlencode(fields, doseq=True).encode(), sent)
    if reply.status not in {200, 302, 303}:
        raise Failed(f"POST {path} answers {reply.status}: {reply.body[:300]!r}")
    return reply


def _reply(status: int, headers: Mapping[str, str], content: bytes) -> Reply:
    plain = gzip.decompress(content) if headers.get("content-encoding") == "gzip" else content
    return Reply(status, headers, plain, len(content))


def _cookie_header(cookies: Mapping[str, str]) -> dict[str, str]:
    line = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return {"Cookie": line} if line else {}


def _take_cookie(cookies: dict[str, str], line: str) -> None:
    name, _, value = line.split(";", 1)[0].partition("=")
    if value and value != '""':
        cookies[name.strip()] = value
    else:
        cookies.pop(name.strip(), None)
