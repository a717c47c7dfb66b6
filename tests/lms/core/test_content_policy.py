"""Reports about the content policy: what is taken, what the log says, and what it never says."""

import json
import logging
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lms.core.content_policy import A_MINUTE, LONGEST

SAID = {
    "document-uri": "http://localhost/sv/verify/5f0c2a52-secret/?name=Ada",
    "effective-directive": "style-src-elem",
    "blocked-uri": "inline",
    "source-file": "http://localhost/static/js/app.js",
    "line-number": 12,
    "script-sample": "Ada Lind",
    "referrer": "http://localhost/sv/account/",
}


def send(said: Any, *, client: Client | None = None) -> Any:
    body = said if isinstance(said, bytes) else json.dumps({"csp-report": said}).encode()
    strict = client or Client(enforce_csrf_checks=True)
    return strict.post(reverse("csp_report"), body, content_type="application/csp-report")


def lines(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.message == "csp.report"]


def test_the_policy_names_the_address_that_takes_reports() -> None:
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["report-uri"] == reverse("csp_report")


def test_a_report_is_one_line_with_the_rule_and_the_shape_of_the_address(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert send(SAID).status_code == 204
    (line,) = lines(caplog)
    told = {name: vars(line)[name] for name in ("directive", "page", "blocked", "source", "row")}
    assert told == {
        "directive": "style-src-elem",
        "page": "sv/verify/<str:code>/",
        "blocked": "inline",
        "source": "/static/js/app.js",
        "row": 12,
    }


def test_no_personal_word_of_a_report_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    canary = "canary"
    send(
        {
            "document-uri": f"http://localhost/{canary}/?q={canary}",
            "violated-directive": f"{canary}! x",
            "blocked-uri": f"https://user:{canary}@evil.example/{canary}?{canary}",
            "source-file": f"https://learning.example/{canary}",
            "script-sample": canary,
            "original-policy": canary,
        }
    )
    (line,) = lines(caplog)
    assert canary not in str(vars(line))
    assert vars(line)["blocked"] == "https://evil.example"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"7", b'{"csp-report": 7}', b"[" * 5000, b'{"csp-report": {}}', b"\xff"],
)
def test_what_is_no_report_is_refused(body: bytes, caplog: pytest.LogCaptureFixture) -> None:
    assert send(body).status_code == 400
    assert not lines(caplog)


def test_a_long_body_is_refused() -> None:
    assert send(b"x" * (LONGEST + 1)).status_code == 413


def test_a_fault_that_many_see_fills_no_disk(caplog: pytest.LogCaptureFixture) -> None:
    statuses = [send(SAID).status_code for _number in range(2 * A_MINUTE + 1)]
    assert statuses[0] == 204
    assert statuses[-1] == 429
    assert len(lines(caplog)) <= 2 * A_MINUTE


def test_it_is_only_posted_to(client: Client) -> None:
    assert client.get(reverse("csp_report")).status_code == 405


def exempt(resolver: URLResolver) -> set[str]:
    found: set[str] = set()
    for part in resolver.url_patterns:
        if str(part.pattern) == "cms/":  # Wagtail's interface asks for the token itself
            continue
        if isinstance(part, URLResolver):
            found |= exempt(part)
        elif isinstance(part, URLPattern) and getattr(part.callback, "csrf_exempt", False):
            found.add(str(part.name))
    return found


def test_no_other_address_takes_a_post_without_token() -> None:
    assert exempt(get_resolver()) == {"csp_report"}
