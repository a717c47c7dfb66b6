"""What those see who lead the people of a center, and whoever wants to be one of them."""

from datetime import date

from playwright.sync_api import Page

from home.centers.actions import ask_to_join, decline
from home.centers.models import Delegation, JoinRequest
from tests.factories import home
from tests.screens.screens import Screen, filled, send
from tests.screens.world import AT, World, address

P = Delegation.Permission


def centers(world: World) -> list[Screen]:
    """The people of Uppsala, with somebody who waits and somebody who was told no."""
    waiting, told = _asked(world, "waits", "Nils Ek"), _asked(world, "told", "Lo Ask")
    decline(request=told, reason="Du finns i Skåne.", by=world.people["manager"], at=AT)
    home.delegation(world.people["idle"], P.EDUCATOR, home.center("uppsala"))
    right = Delegation.objects.get(person=world.people["idle"])
    bo = world.people["idle"].uid
    return [
        Screen("people", address("centers:people", "uppsala"), main=True, who="manager"),
        Screen(
            "people, nobody", "/en/centers/uppsala/people/?role=pharmacist&unit=x", who="manager"
        ),
        Screen("people of the office", address("centers:people", "linkoping"), who="office"),
        Screen("person", address("centers:person", "uppsala", bo), main=True, who="manager"),
        Screen("give", address("centers:give", "uppsala"), who="manager"),
        Screen("give, empty", address("centers:give_to", "uppsala", bo), act=send, who="manager"),
        Screen("end", address("centers:end", "uppsala", right.pk), who="manager"),
        Screen(
            "end without why", address("centers:end", "uppsala", right.pk), act=send, who="manager"
        ),
        Screen("answer", address("centers:answer", "uppsala", waiting.pk), who="manager"),
        Screen(
            "answer, no reason",
            address("centers:answer", "uppsala", waiting.pk),
            act=no,
            who="manager",
        ),
        Screen("answered", address("centers:answer", "uppsala", told.pk), who="manager"),
        Screen("ask to join", "/sv/centers/join/", who="eva"),
        Screen("ask to join, empty", "/en/centers/join/", who="eva", act=send),
        Screen("ask with a number", "/sv/centers/join/", who="eva", act=filled(note="850101-1236")),
        Screen("asked and answered", "/en/centers/join/", who="told"),
        Screen("my learning without a center", "/sv/my-learning/", who="eva"),
    ]


def no(page: Page) -> None:
    page.locator("input[value=decline]").check()
    send(page)


def _asked(world: World, key: str, name: str) -> JoinRequest:
    person = world._person(key, name)
    return ask_to_join(
        person=person,
        center=home.center("uppsala"),
        job_role=home.job_role("nurse"),
        started_on=date(2026, 2, 2),
        note="Jag arbetar på avdelningen sedan i vinter.",
        at=AT,
    )
