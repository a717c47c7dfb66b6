"""Every screen in every state: where it is, who sees it, and what they do first."""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from courses.models import CoursePage
from lms.notifications.models import Mail
from lms.users.models import User
from lms.users.organisations import OrganisationAdapter
from tests.factories import learning as factory
from tests.lms.users.doors import mailed_code, mailed_link
from tests.screens.world import World, address

# Nobody is asked there: the screens show the button, and what is asked afterwards.
ORGANISATIONS = [
    {
        "id": "region",
        "name": "Region Skåne",
        "issuer": "https://region.example",
        "client_id": "atmp",
        "client_secret": "of the tests",
    }
]
Act = Callable[[Page], None]
NOWHERE = "5f0c2a52-7d0b-4a0e-9a46-9c6f6a5f7a10"


@dataclass(frozen=True)
class Screen:
    """A page as one person sees it; `main` ones are looked at in the dark and on a desk too."""

    name: str
    path: str
    who: str = ""
    status: int = 200
    act: Act | None = None
    main: bool = False
    editor: bool = False


def send(page: Page) -> None:
    """Send the form as it stands."""
    page.locator("main form button[type=submit]").first.click()


def by_code(page: Page) -> None:
    page.locator("button[name=by]").click()


def filled(**values: str) -> Act:
    """Fill fields by their names and send."""

    def act(page: Page) -> None:
        for name, value in values.items():
            page.locator(f"main [name={name}]").fill(value)
        send(page)

    return act


def public(world: World) -> list[Screen]:
    """What anybody may read."""
    lesson, quiz = (world.relatives.current.outline[0]["lessons"][0]["key"],) * 2  # type: ignore[union-attr]
    quiz = world.relatives.current.outline[-1]["lessons"][-1]["key"]  # type: ignore[union-attr]
    key = world.relatives.key
    return [
        Screen("home", "/sv/", main=True),
        Screen("home in English", "/en/"),
        Screen("catalogue", "/sv/kurser/", main=True),
        Screen("nothing found", "/sv/kurser/?q=xylofon"),
        Screen("filtered", "/en/courses/?for=clinicians&for=patients&q=CAR-T"),
        Screen("filtered by htmx", "/sv/kurser/", act=choose_facet),
        Screen("filtered on a phone", "/sv/kurser/", act=choose_on_a_phone),
        Screen("course for staff", world.page(world.bedside), main=True),
        Screen("public course", world.page(world.relatives, "en")),
        Screen("open course", world.page(world.open)),
        Screen("closed course", world.page(world.closed)),
        Screen("leaflets", "/sv/patienter/"),
        Screen("alarm leaflet", "/sv/patienter/larmkort/", main=True),
        Screen("long leaflet", "/sv/patienter/car-t-fore-under-efter/"),
        Screen("centers", "/sv/centrum/"),
        Screen("center", "/sv/centrum/karolinska/"),
        Screen("center with a long name", "/sv/centrum/linkoping/"),
        Screen("about", "/sv/om/"),
        Screen("help", "/en/help/"),
        Screen("privacy", "/sv/personuppgifter/"),
        Screen("accessibility", "/sv/tillganglighet/"),
        Screen("report", "/sv/report/?page=/sv/kurser/"),
        Screen("report without text", "/sv/report/", status=200, act=send),
        Screen("report sent", "/sv/report/?sent=1&page=/sv/kurser/"),
        Screen("lesson to read", address("learning:read", key, lesson)),
        Screen("questions to read about", address("learning:read", key, quiz)),
        Screen("practice", address("assessments:practice", world.practice.question.key)),
        Screen("practice answered", practice_answered(world)),
        Screen("styleguide", "/sv/styleguide/"),
        Screen("demo", "/sv/demo/"),
        Screen("mail of the demo", f"/sv/demo/mail/{Mail.objects.latest('pk').pk}/"),
        *faults(),
    ]


def practice_answered(world: World) -> str:
    option = world.practice.options.first()
    assert option
    path = address("assessments:practice", world.practice.question.key)
    return f"{path}?option={option.pk}"


def choose_facet(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    with page.expect_response("**/kurser/?*"):
        page.locator("#facets input").first.check()
    expect(page.locator(".chip").first).to_be_visible()
    page.set_viewport_size({"width": 320, "height": 800})


def choose_on_a_phone(page: Page) -> None:
    """The button under the filters folds them away and leads to what was found."""
    page.locator(".facets__toggle").click()
    with page.expect_response("**/kurser/?*"):
        page.locator("#facets input").first.check()
    page.locator("#facets button").click()
    expect(page.locator("#facets")).to_be_hidden()
    expect(page.locator("#answer")).to_be_focused()
    expect(page.locator("#answer")).to_be_in_viewport()


def faults() -> list[Screen]:
    """What is not there, and what went wrong."""
    return [
        Screen("unknown page", "/sv/finns-inte/", status=404),
        Screen("unreadable", "/fails/400/", status=400),
        Screen("forbidden", "/fails/403/", status=403),
        Screen("too often", "/fails/429/", status=429),
        Screen("broken", "/fails/500/", status=500),
        Screen("form too old", "/sv/report/", act=without_cookies),
    ]


def without_cookies(page: Page) -> None:
    page.context.clear_cookies()
    send(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def account() -> list[Screen]:
    """The doors, and what people decide about themselves."""
    sign_up = filled(display_name="Mats Ek", email="mats@example.org")
    return [
        Screen("sign in", "/sv/accounts/login/", main=True),
        Screen("sign in, wrong", "/sv/accounts/login/", act=filled(login="ada", password="x")),
        Screen("sign in by code", "/sv/accounts/login/code/"),
        Screen("code to sign in", "/sv/accounts/login/", act=asked_for_code),
        Screen("sign up", "/sv/accounts/signup/"),
        Screen("sign up, empty", "/en/accounts/signup/", act=send),
        Screen("confirm address", "/sv/accounts/signup/", act=sign_up),
        Screen("wrong code", "/en/accounts/signup/", act=wrong_code),
        Screen("forgotten", "/sv/accounts/password/reset/"),
        Screen("link sent", "/sv/accounts/password/reset/", act=filled(email="ada@example.org")),
        Screen("new password", "/sv/accounts/password/reset/", act=followed_link),
        Screen("dead link", "/sv/accounts/password/reset/key/1-dead/"),
        Screen("closed account", "/sv/accounts/inactive/"),
        Screen("sign out", "/sv/accounts/logout/", who="ada"),
        Screen("account", "/sv/account/", who="ada", main=True),
        Screen("account without password", "/sv/account/", who="codes"),
        Screen("account, no name", "/sv/account/", who="ada", act=filled(display_name="")),
        Screen("account saved", "/sv/account/", who="ada", act=send),
        Screen("change address", "/sv/accounts/email/", who="ada"),
        Screen("change password", "/sv/accounts/password/change/", who="ada"),
        Screen("choose password", "/sv/accounts/password/set/", who="codes"),
        Screen("is it you", "/sv/accounts/reauthenticate/", who="ada"),
        *second_steps(),
    ]


def second_steps() -> list[Screen]:
    """Apps, passkeys and codes: none, some, and the step of signing in."""
    passkey = reverse("mfa_edit_webauthn", args=[Authenticator.objects.get(type="webauthn").pk])
    return [
        Screen("no second step", "/sv/accounts/security/", who="ada"),
        Screen("asked for a second step", "/sv/accounts/security/?next=/sv/", who="asked"),
        Screen("add an app", "/sv/accounts/security/app/", who="ada", main=True),
        Screen("add an app, wrong", "/en/accounts/security/app/", who="ada", act=filled(code="1")),
        Screen("add a passkey", "/sv/accounts/security/passkeys/add/", who="ada"),
        Screen("second steps", "/sv/accounts/security/", who="safe", main=True),
        Screen("remove the app", "/sv/accounts/security/app/remove/", who="safe"),
        Screen("rename a passkey", passkey, who="safe"),
        Screen("remove a passkey", f"{passkey}remove/", who="safe"),
        Screen("recovery codes", "/sv/accounts/security/codes/", who="safe"),
        Screen("new recovery codes", "/sv/accounts/security/codes/new/", who="safe"),
        Screen("is it you, by code", "/sv/accounts/reauthenticate/code/", who="safe"),
        Screen("is it you, by passkey", "/sv/accounts/reauthenticate/passkey/", who="safe"),
        Screen("through an organisation", "/sv/accounts/login/", act=through_organisation),
        Screen("the second step", "/sv/accounts/login/", act=by_password, main=True),
        Screen("the second step, wrong", "/en/accounts/login/", act=wrong_step),
    ]


def through_organisation(page: Page) -> None:
    """An organisation let somebody in, and did not say the address."""
    login = SocialLogin(user=User(display_name="Elin Sandberg"), account=SocialAccount(uid="42"))
    login.provider = OrganisationAdapter().get_provider(None, "region")
    client = Client()
    session = client.session
    session["socialaccount_sociallogin"] = login.serialize()
    session.save()
    site = page.url.partition("/sv/")[0]
    key = str(session.session_key)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site}])
    page.goto(f"{site}/sv/accounts/oidc/")
    expect(page.locator("main [name=display_name]")).to_be_visible()


def by_password(page: Page) -> None:
    filled(login="safe@example.org", password="correct horse")(page)
    expect(page.locator("main [name=code]")).to_be_visible()


def wrong_step(page: Page) -> None:
    by_password(page)
    filled(code="000000")(page)


def people(world: World) -> list[Screen]:
    """What those see who look after the people of a center."""
    lost = address("centers:second_step", "uppsala", world.people["safe"].uid)
    nothing = address("centers:second_step", "uppsala", world.people["ada"].uid)
    return [
        Screen("reset a second step", lost, who="manager", main=True),
        Screen("reset without a reason", lost, who="manager", act=send),
        Screen("nothing to reset", nothing, who="manager"),
        Screen("trail", address("reports:center_trail", "uppsala"), who="manager", main=True),
        Screen("trail, none", "/en/centers/uppsala/trail/?since=2031-01-01", who="manager"),
        Screen("trail, wrong", "/sv/centers/uppsala/trail/?since=now", who="manager"),
        Screen("trail of the network", address("reports:office_trail"), who="office"),
        Screen("account of a manager", "/sv/account/", who="manager"),
    ]


def asked_for_code(page: Page) -> None:
    page.locator("main [name=login]").fill("ada@example.org")
    by_code(page)


def wrong_code(page: Page) -> None:
    filled(display_name="Lars Ek", email="lars@example.org")(page)
    assert mailed_code()
    filled(code="AAAA-AAAA")(page)


def followed_link(page: Page) -> None:
    filled(email="eva@example.org")(page)
    page.goto(page.url.partition("/sv/")[0] + mailed_link())


def learning(world: World) -> list[Screen]:
    """What learners see."""
    lesson = world.at_lesson
    attempts = {key: row.uid for key, row in world.attempts.items()}
    quiz = address("learning:attempt", attempts["open"])
    return [
        Screen("my learning", "/sv/my-learning/", who="ada", main=True),
        Screen("my learning, all", "/en/my-learning/?all=1", who="ada"),
        Screen("my learning, new", "/sv/my-learning/", who="new"),
        Screen("my learning, idle", "/sv/my-learning/", who="idle"),
        Screen("interests", "/sv/my-learning/interests/", who="idle"),
        Screen("interests saved", "/sv/my-learning/interests/", who="idle", act=send),
        Screen("own course", world.page(world.bedside), who="ada"),
        Screen("finished course", world.page(world.open), who="ada"),
        Screen("course of others", world.page(world.bedside, "en"), who="eva"),
        Screen("course to enroll in", world.page(world.open), who="eva"),
        Screen("lesson", to_lesson(world, 2), who="ada", main=True),
        Screen("lesson with a table", to_lesson(world, 3), who="ada"),
        Screen("every block", lesson["blocks"], who="ada", main=True),
        Screen("practice in a lesson", lesson["blocks"], who="ada", act=practise),
        Screen("newer version", lesson["newer"], who="ada"),
        Screen("retired", lesson["retired"], who="ada"),
        Screen("left", lesson["left"], who="ada"),
        Screen("only in Swedish", lesson["swedish"], who="ada"),
        Screen("finished lesson", address("learning:resume", world.done.uid), who="ada"),
        Screen("before the questions", before(world), who="ada"),
        Screen("questions again", lesson["again"], who="ada"),
        Screen("no attempts left", lesson["used up"], who="ada"),
        Screen("question", quiz, who="ada", main=True),
        Screen("keys", quiz, who="ada", act=lambda page: page.keyboard.press("?")),
        Screen("question answered elsewhere", quiz, who="ada", act=answered_elsewhere),
        Screen("looked through", f"{quiz}#review", who="ada", main=True),
        Screen("looked through without script", f"{quiz}?look=1#review", who="ada"),
        Screen("passed", address("learning:attempt", attempts["passed"]), who="eva", main=True),
        Screen("failed", address("learning:attempt", attempts["failed"]), who="ada"),
        Screen("failed, again", address("learning:attempt", attempts["again"]), who="ada"),
        Screen("checked oneself", address("learning:attempt", attempts["check"]), who="ada"),
        Screen("finished", address("learning:resume", world.passed.uid), who="eva"),
    ]


def answered_elsewhere(page: Page) -> None:
    """The form as a page without script sends it, from before the first answer was saved."""
    form = page.locator("form.quiz")
    form.locator("[name='version-1']").evaluate("field => { field.value = 0 }")
    form.locator("[name='option-1']:not(:checked)").first.evaluate("box => { box.checked = true }")
    with page.expect_navigation():
        form.evaluate("form => HTMLFormElement.prototype.submit.call(form)")


def to_lesson(world: World, number: int) -> str:
    enrollment = world.under_way
    return address("learning:lesson", enrollment.uid, factory.rows(enrollment)[number].key)


def before(world: World) -> str:
    attempt = world.attempts["open"]
    return address("learning:lesson", attempt.enrollment.uid, attempt.lesson.key)


def practise(page: Page) -> None:
    form = page.locator("form[data-behaviour~=practice]").first
    form.locator("input[type=radio]").first.check()
    form.locator("button").first.click()
    expect(form.locator("[role=status]")).not_to_be_empty()


def papers(world: World) -> list[Screen]:
    """Certificates, for their holder and for whoever checks them."""
    states = ("ready", "preparing", "ran out", "revoked", "replaced")
    own = [
        Screen(f"certificate {state}", address("certificates:detail", paper.pk), who="eva")
        for state in states
        if (paper := world.papers[state])
    ]
    checked = [
        Screen(f"checked {state}", address("certificates:verify", world.papers[state].code))
        for state in states
    ]
    return [
        *own,
        *checked,
        Screen("check", "/sv/verify/"),
        Screen("check, no number", "/en/verify/?code=ABC"),
        Screen("no such certificate", f"/sv/verify/{NOWHERE}/", status=404),
        Screen("code on paper", f"/verify/{world.papers['ready'].code}/", main=True),
    ]


def editing(world: World) -> list[Screen]:
    """Our own pages in the editor."""

    def to(name: str, page: int) -> str:
        return reverse(name, args=[page])

    new, broken, ready = world.new_draft.pk, world.broken_draft.pk, world.ready_draft.pk
    release = {"who": "author", "editor": True}
    return [
        Screen("first release", to("course_release", new), **release),  # type: ignore[arg-type]
        Screen("release, unfinished", to("course_release", broken), **release),  # type: ignore[arg-type]
        Screen("nothing to release", to("course_release", world.same_draft.pk), **release),  # type: ignore[arg-type]
        Screen("release", to("course_release", ready), **release),  # type: ignore[arg-type]
        Screen("release, no note", to("course_release", ready), act=send, **release),  # type: ignore[arg-type]
        Screen("access and status", to("course_facts", ready), **release),  # type: ignore[arg-type]
        *reviewing(world),
        Screen("draft", to("wagtailadmin_pages:view_draft", new), who="author"),
    ]


def reviewing(world: World) -> list[Screen]:
    """A course on its way to a release, for its author and for a reviewer."""

    def shown(name: str, page: CoursePage, who: str, act: Act | None = None) -> Screen:
        return Screen(name, reverse("course_review", args=[page.pk]), who, act=act, editor=True)

    waiting = world.waiting_draft
    return [
        shown("review, to hand in", world.new_draft, "author"),
        shown("review, unfinished", world.broken_draft, "author"),
        shown("review, nothing to hand in", world.same_draft, "author"),
        shown("review, waiting", waiting, "author"),
        shown("review, one's turn", waiting, "reviewer"),
        shown("review, nothing said", waiting, "reviewer", act=send_last),
        shown("review, given back", world.returned_draft, "author"),
        shown("review, approved", world.ready_draft, "author"),
        Screen(
            "release, in review",
            reverse("course_release", args=[waiting.pk]),
            who="author",
            editor=True,
        ),
    ]


def send_last(page: Page) -> None:
    """Send the last form as it stands."""
    page.locator("main form button[type=submit]").last.click()


def every(world: World) -> list[Screen]:
    """All of them."""
    return [
        *public(world),
        *account(),
        *people(world),
        *learning(world),
        *papers(world),
        *editing(world),
    ]
