"""Fields that a form does not have are not taken from a post: not one of any model's."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from lms.core import clock
from tests.access import table
from tests.access.routes import every
from tests.access.visitors import signed_in, undone
from tests.access.world import World

ROOMS = {"users", "centers", "home", "learning", "courses", "assessments", "certificates", "core"}
ROOMS |= {"signatures", "notifications", "account"}
# Drawn by lot each time, or the number of a row that is as new in both worlds.
BY_LOT = {"id", "uid", "key", "code", "session", "password", "last_login", "args", "text", "html"}
# Their posts are answered, and there is nothing in them to be filled in.
WITHOUT_FORM = {
    *("learning:resume", "learning:lesson", "learning:attempt", "styleguide", "healthz", "readyz"),
    *("learning:withdraw", "learning:upgrade", "demo:index", "demo:mail", "learning:my_learning"),
    *(
        "reports:close",
        "reports:data",
        "csp_report",
        "assessments:practice",
        "learning:read",
        "wagtaildocs_serve",
    ),
    *("wagtailadmin_sprite", "wagtail_serve", "page", ""),
}


# Rows are compared with their numbers; PostgreSQL takes none back with what it undoes.
SAME_NUMBERS = pytest.mark.skipif(
    connection.vendor == "postgresql", reason="compares numbers that are given out once"
)


def posts(world: World) -> dict[str, tuple[str, dict[str, Any]]]:
    """Who posts what, everything filled in that the form has, by the name of the address."""
    at = clock.now()
    today, later = clock.day(at), clock.day(at) + timedelta(days=9)
    right = {
        "permission": "educator",
        "unit": "",
        "valid_from": today.isoformat(),
        "valid_until": later.isoformat(),
        "reason": "Ny",
    }
    place = world.uppsala.pk
    role = world.people["learner"].memberships.get().job_role_id
    asked = {"center": world.skane.pk, "unit": "", "job_role": role, "note": "Hej"}
    option = world.attempt.paper[0]["options"][0]
    person = {"display_name": "Ada Berg", "language": "en", "time_zone": "Europe/Stockholm"}
    assert place
    return {
        "users:profile": ("owner", {**person, "single_key_shortcuts": "on"}),
        "learning:interests": ("owner", {"job_roles": [role], "topics": []}),
        "learning:enroll": ("owner", {}),
        "learning:place": ("owner", {"position": 500}),
        "learning:outcome": ("owner", {}),
        "learning:start_attempt": ("owner", {}),
        "learning:save_answer": ("owner", {"option": option, "version": 0, "flagged": ""}),
        "learning:save_answers": ("owner", {"option-1": option, "version-1": 0, "flagged-1": ""}),
        "learning:submit": ("owner", {"option-1": option, "version-1": 0, "flagged-1": ""}),
        "home:report": ("", {"page": "/sv/", "text": "Fel antal.", "reply_to": ""}),
        "centers:join": ("owner", {**asked, "started_on": today.isoformat()}),
        "centers:give": ("manager", {**right, "email": "learner@example.org"}),
        "centers:give_to": ("manager", right),
        "centers:end": ("manager", {"ended_on": later.isoformat(), "reason": "Klart"}),
        "centers:answer": ("coordinator", {"answer": "accept", "reason": ""}),
        "centers:second_step": ("manager", {"reason": "Tappad telefon"}),
    }


def test_every_post_of_ours_is_replayed(world: World) -> None:
    open_to = {
        template
        for (template, method), row in table.rows().items()
        if method == "POST" and any(row.lets_in().values())
    }
    ours = {
        route.name
        for route in every()
        if route.template in open_to and not route.template.startswith(("/cms/", "/oidc/"))
    }
    doors = {
        name for name in ours if name.startswith(("account_", "mfa_", "socialaccount", "open"))
    }
    assert ours - doors - WITHOUT_FORM - set(posts(world)) == set()


@SAME_NUMBERS
def test_fields_of_no_form_change_nothing(world: World, quiet: None) -> None:
    addresses = {route.name: address for route, address in world.addresses()}
    with time_machine.travel(clock.now(), tick=False):
        for name, (who, values) in posts(world).items():
            asked = _after(world, who, addresses[name], values)
            more = _after(world, who, addresses[name], {**_everything(world, values), **values})
            assert more == asked, name
            assert name in {"learning:start_attempt"} or asked != _rows(), f"{name} did nothing"


@SAME_NUMBERS
def test_signing_up_takes_no_more_than_it_asks(world: World, quiet: None) -> None:
    values = {"display_name": "Mats Ek", "email": "mats@example.org", "password1": "lång nog fras"}
    address = reverse("account_signup")
    with time_machine.travel(clock.now(), tick=False):
        asked = _after(world, "", address, values)
        more = _after(world, "", address, {**_everything(world, values), **values})
    assert more == asked != _rows()


def _everything(world: World, sent: dict[str, Any]) -> dict[str, Any]:
    """A value for each field of each model that the form does not have."""
    found: dict[str, Any] = {}
    for model in apps.get_models():
        if model._meta.app_label in ROOMS:
            for field in model._meta.concrete_fields:
                found[field.name] = found[field.attname] = _value(world, field)
    return {name: value for name, value in found.items() if name not in sent}


def _value(world: World, field: models.Field[Any, Any]) -> Any:
    if isinstance(field, models.ForeignKey):
        foreign = {"users.User": world.people["manager elsewhere"].pk, "centers.Center": 2}
        return foreign.get(field.related_model._meta.label, 1)
    if field.choices:
        return list(field.choices)[-1][0]
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, (models.DateField, models.DateTimeField)):
        return "2020-01-01"
    return 100 if isinstance(field, models.IntegerField) else "2"


def _after(
    world: World, who: str, address: str, values: dict[str, Any]
) -> dict[str, list[dict[str, Any]]]:
    """Every row of the product once this was posted, and the post undone."""
    client = Client()
    with undone():
        if who:
            client.cookies["session"] = signed_in(world.people[who])
        answer = client.post(address, values)
        assert answer.status_code < 400, (address, answer.status_code)
        return _rows()


def _rows() -> dict[str, list[dict[str, Any]]]:
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in ROOMS:
            names = [f.attname for f in model._meta.concrete_fields if f.attname not in BY_LOT]
            plain = model._meta.default_manager or model._base_manager
            found[model._meta.label] = list(plain.order_by("pk").values(*names))
    return found
