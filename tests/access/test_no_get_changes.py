"""Reading changes nothing: no address, asked by GET, writes a row of the product."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from tests.access.visitors import Browser, signed_in
from tests.access.world import World

WRITES = re.compile(
    r'\s*(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.I
)
# Whoever edits leaves a mark that others see; the editor follows what it showed; sizes of images
# are made when they are first looked at; the session remembers where somebody is.
NAMED = {
    "wagtailadmin_editingsession",
    "wagtailcore_pagesubscription",
    "wagtailimages_rendition",
    "wagtailadmin_formstate",
    "wagtailusers_userprofile",
    "django_session",
}


@pytest.mark.parametrize("who", ["owner", "superuser", "manager"])
def test_no_get_writes(world: World, who: str, quiet: None) -> None:
    browser, session = Browser(), signed_in(world.people[who])
    written: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITES.match(sql)
        if found and found[1] not in NAMED:
            written.append(found[1])
        return execute(sql, params, many, context)

    faults = []
    for route, address in world.addresses():
        with connection.execute_wrapper(watch):
            status, _leads = browser.ask(session, "GET", address)
        faults += [f"{route.template} writes {table}" for table in set(written)]
        faults += [f"{route.template} breaks"] if status >= 500 else []
        written.clear()
    assert faults == []
