"""The words, the centers with their units, and the people of the demo network."""

from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from certificates.models import Design, DesignVersion, Signatory
from home.centers import actions as center_actions
from home.centers.models import Center, Expertise, Facility, Unit
from home.models import JobRole, TargetGroup, Topic
from lms.demo.content_files import Data, load
from lms.users.actions import add_app
from lms.users.models import User

# Printed for everybody; DEMO=1 only. Whoever acts for others has an app with this key, and the
# recovery codes that come out of the seed.
PASSWORD = "atmp-demo-2026"  # noqa: S105
SECRET = "ATMPDEMOATMPDEMOATMPDEMOATMPDEMO"  # noqa: S105
SEED = "atmp-demo-2026"


def moment(day: str, clock: time = time(9, 0)) -> datetime:
    """That time of an ISO day in the network's zone."""
    return datetime.combine(date.fromisoformat(day), clock, ZoneInfo(settings.TIME_ZONE))


def names(label: Mapping[str, str]) -> dict[str, str]:
    """The name columns of a bilingual row."""
    return {"name_sv": label["sv"], "name_en": label["en"]}


def load_words() -> None:
    """Target groups, job roles and topics."""
    topics = load("topics")
    for position, row in enumerate(topics["audiences"]):
        TargetGroup.objects.get_or_create(
            slug=row["id"],
            defaults={
                **names(row["label"]),
                "help_sv": row["help"]["sv"],
                "help_en": row["help"]["en"],
                "is_public": row["public"],
                "position": position,
            },
        )
    groups = {group.slug: group for group in TargetGroup.objects.all()}
    for position, row in enumerate(topics["roles"]):
        JobRole.objects.get_or_create(
            slug=row["id"],
            defaults={
                **names(row["label"]),
                "target_group": groups[row["audience"]],
                "position": position,
            },
        )
    for position, row in enumerate(topics["topics"]):
        Topic.objects.get_or_create(
            slug=row["id"],
            defaults={
                **names(row["label"]),
                "parent": Topic.objects.filter(slug=row.get("parent")).first(),
                "position": position,
            },
        )


def load_design(at: datetime) -> Design:
    """The network's certificate design, version 1."""
    design, _ = Design.objects.get_or_create(
        slug="network", defaults={"name_sv": "Nätverkets intyg", "name_en": "Network certificate"}
    )
    DesignVersion.objects.get_or_create(design=design, number=1, defaults={"recorded_at": at})
    return design


def load_centers() -> None:
    """The seven centers with units, facilities, expertise and who signs their certificates."""
    topics = load("topics")
    kinds = {row["id"]: row["label"] for row in topics["resource_types"]}
    areas = {row["id"]: row["label"] for row in topics["expertise_areas"]}
    for row in load("centers")["centers"]:
        center = _center(row)
        for unit in row.get("units", []):
            Unit.objects.get_or_create(center=center, slug=unit["id"], defaults=names(unit["name"]))
        for position, has in enumerate(row.get("resources", [])):
            _facility(center, has, kinds[has["type"]], position)
        for position, knows in enumerate(row.get("expertise", [])):
            Expertise.objects.get_or_create(
                center=center,
                position=position,
                defaults={
                    "area": areas[knows["area"]],
                    "text": knows["text"],
                    "source": knows.get("source", ""),
                },
            )


def _center(row: Data) -> Center:
    slug = row["id"]
    center, _ = Center.objects.get_or_create(
        slug=slug,
        defaults={
            **names(row["name"]),
            "hospital": row["hospital"],
            "region": row["region"],
            "city": row["city"],
            "status": row["status"],
            "contact_email": row["contact"],
            "contact_phone": row.get("phone", {}).get("number", ""),
            "glyph_position": row["glyph_position"],
        },
    )
    Signatory.objects.get_or_create(
        center=center,
        position=0,
        defaults={
            "name": "Demo Utbildningsansvarig",
            "title_sv": "Utbildningsansvarig",
            "title_en": "Head of education",
        },
    )
    return center


def _facility(center: Center, row: Data, kind: Data, position: int) -> None:
    Facility.objects.get_or_create(
        center=center,
        position=position,
        defaults={
            "kind": kind,
            "title": row["title"],
            "text": row["text"],
            "open_to": row.get("open_to", []),
            "source": row.get("source", ""),
        },
    )


class People:
    """The accounts and learners by their ids in the content."""

    def __init__(self) -> None:
        self.by_id: dict[str, User] = {}

    def load(self, row: Data, *, at: datetime, password: str = "") -> User:
        """The person of a row, with verified address, membership and delegation.

        `password` is already hashed; without one the person signs in by code.
        """
        person = User.objects.filter(email=row["email"]).first()
        if person is None:
            person = User.objects.create_user(
                row["email"], display_name=row["name"], language=row["language"]
            )
            if password:
                person.password = password
                person.save(update_fields=["password"])
            EmailAddress.objects.create(
                user=person, email=row["email"], verified=True, primary=True
            )
        self.by_id[row["id"]] = person
        if row.get("center"):
            _place(person, row, at=at)
        if row.get("permission"):
            _delegate(person, row, at=at)
            add_app(person=person, secret=SECRET, seed=SEED, at=at)
        return person


def load_people(at: datetime) -> People:
    """Everybody, known since the network began."""
    people = People()
    # One hash for all: each takes as long as a hundred rows.
    password = make_password(PASSWORD)
    for row in load("accounts")["accounts"]:
        people.load(row, at=at, password=password)
    for row in load("people")["people"]:
        people.load(row, at=at)
    return people


def _place(person: User, row: Data, *, at: datetime) -> None:
    center_actions.add_member(
        person=person,
        center=Center.objects.get(slug=row["center"]),
        job_role=JobRole.objects.get(slug=row["role"]),
        unit=Unit.objects.filter(slug=row.get("unit")).first(),
        started_on=date.fromisoformat(row.get("member_since", "2024-01-08")),
        at=at,
        by=None,
        source="demo",
    )


def _delegate(person: User, row: Data, *, at: datetime) -> None:
    center_actions.grant(
        person=person,
        permission=row["permission"],
        center=Center.objects.filter(slug=row.get("center")).first(),
        valid_from=date(2024, 1, 8),
        at=at,
        by=None,
        reason="Demo",
    )
