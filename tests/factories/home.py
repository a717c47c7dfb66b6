"""Centers, words and people's places in the network, for tests."""

from datetime import UTC, date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page, Site

from home.centers.models import Center, Delegation, Membership
from home.models import HomePage, JobRole, TargetGroup, Topic
from lms.users.models import User

LONG_AGO = datetime(2024, 1, 8, 8, 0, tzinfo=UTC)
LONG_AGO_ON = LONG_AGO.date()
NAMES = {"uppsala": "Uppsala", "skane": "Skåne", "karolinska": "Karolinska", "norrland": "Norrland"}


def center(slug: str = "uppsala", **facts: Any) -> Center:
    """The center with that slug."""
    name = NAMES.get(slug, slug.title())
    defaults = {
        "name_sv": f"{name} ATMP-centrum",
        "name_en": f"{name} ATMP Center",
        "hospital": f"{name} hospital",
        "region": name,
        "city": name,
        "contact_email": f"{slug}@example.org",
    }
    row, _made = Center.objects.get_or_create(slug=slug, defaults={**defaults, **facts})
    return row


def target_group(slug: str = "clinicians", *, public: bool = False) -> TargetGroup:
    """Whom courses are for."""
    row, _made = TargetGroup.objects.get_or_create(
        slug=slug, defaults={"name_sv": slug, "name_en": slug.title(), "is_public": public}
    )
    return row


def job_role(slug: str = "nurse", *, group: str = "clinicians") -> JobRole:
    """What a person does."""
    row, _made = JobRole.objects.get_or_create(
        slug=slug,
        defaults={"name_sv": slug, "name_en": slug.title(), "target_group": target_group(group)},
    )
    return row


def topic(slug: str = "administration", parent: Topic | None = None) -> Topic:
    """What something is about."""
    row, _made = Topic.objects.get_or_create(
        slug=slug, defaults={"name_sv": slug, "name_en": slug.title(), "parent": parent}
    )
    return row


def person(email: str, name: str, **facts: Any) -> User:
    """Somebody with an account; the password is "correct horse"."""
    known = User.objects.filter(email=email).first()
    return known or User.objects.create_user(email, "correct horse", display_name=name, **facts)


def member(
    user: User,
    at: Center,
    *,
    role: str = "nurse",
    since: date = LONG_AGO_ON,
    until: date | None = None,
) -> Membership:
    """Their place at a center."""
    return Membership.objects.create(
        person=user,
        center=at,
        job_role=job_role(role),
        started_on=since,
        ended_on=until,
        recorded_at=LONG_AGO,
    )


def delegation(
    user: User,
    permission: str,
    at: Center | None,
    *,
    since: date = LONG_AGO_ON,
    until: date | None = None,
) -> Delegation:
    """What they may do there (None: everywhere)."""
    return Delegation.objects.create(
        person=user,
        center=at,
        permission=permission,
        valid_from=since,
        valid_until=until,
        recorded_at=LONG_AGO,
    )


def locale(language: str) -> Locale:
    """A language of the site."""
    row, _made = Locale.objects.get_or_create(language_code=language)
    return row


def root() -> Page:
    """The root of all pages."""
    found = Page.objects.filter(depth=1).first()
    if found:
        return found
    kind, _made = ContentType.objects.get_or_create(app_label="wagtailcore", model="page")
    return Page.add_root(title="Root", slug="root", content_type=kind, locale=locale("sv"))


def pair(parent: Page, model: type[Page], slugs: dict[str, str], **facts: Any) -> Page:
    """A live page in Swedish with its sister in English; the Swedish one."""
    found = model.objects.child_of(parent).filter(slug=slugs["sv"]).first()
    if found:
        return found
    swedish = model(title=slugs["sv"].title(), slug=slugs["sv"], locale=locale("sv"), **facts)
    parent.add_child(instance=swedish)
    above = parent if parent.depth == 1 else parent.get_translation(locale("en"))
    english = model(
        title=slugs["en"].title(),
        slug=slugs["en"],
        locale=locale("en"),
        translation_key=swedish.translation_key,
        **facts,
    )
    above.add_child(instance=english)
    return swedish


def home_page() -> HomePage:
    """The front door in both languages, with a site that leads to it; the one that is there."""
    rooted = HomePage.objects.filter(sites_rooted_here__is_default_site=True)
    known: HomePage | None = rooted.first()
    if known:
        return known
    page: HomePage = pair(root(), HomePage, {"sv": "start", "en": "start-en"})
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": page, "hostname": "localhost"}
    )
    return page
