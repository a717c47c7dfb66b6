"""People by number: an account with a verified address, and a place at a center."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from home.centers.models import Membership
from lms.demo.scale.network import Network
from lms.users.models import User

DOMAIN = "@scale.example"
FIRST = ("Alva", "Björn", "Cajsa", "Didrik", "Elin", "Folke", "Greta", "Håkan", "Ines", "Jon",
         "Klara", "Leif", "Maj", "Nils", "Orvar", "Petra", "Ragnar", "Siv", "Tage", "Ulla",
         "Vera", "Åke", "Ärla")  # fmt: skip
LAST = ("Almqvist", "Berggren", "Claesson", "Dahl", "Edlund", "Forsberg", "Granström", "Hedin",
        "Isberg", "Jonsäter", "Kvist", "Lindh", "Malmsten", "Nordin", "Oskarsson", "Palm",
        "Rosén", "Sundin", "Tegnér", "Wallin", "Åström", "Ölund")  # fmt: skip


def email(number: int) -> str:
    """The address by which person `number` is known."""
    return f"person-{number:06}{DOMAIN}"


def number_of(person: User) -> int:
    """The number in their address."""
    return int(str(person.email).removeprefix("person-").removesuffix(DOMAIN))


def write(network: Network, numbers: range, *, at: datetime) -> list[User]:
    """The people of these numbers; nobody has a password. The caller holds a transaction."""
    joined = at - timedelta(days=880)
    rows = User.objects.bulk_create(_person(number) for number in numbers)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=row, email=row.email, verified=True, primary=True) for row in rows
    )
    Membership.objects.bulk_create(_membership(network, row, joined) for row in rows)
    return rows


def _person(number: int) -> User:
    name = f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}"
    language = User.Language.ENGLISH if number % 10 == 0 else User.Language.SWEDISH
    return User(
        email=email(number), display_name=name, language=language, password=make_password(None)
    )


def _membership(network: Network, person: User, at: datetime) -> Membership:
    number = number_of(person)
    return Membership(
        person=person,
        center=network.centers[number % len(network.centers)],
        job_role=network.roles[number % len(network.roles)],
        started_on=at.date(),
        source="scale",
        recorded_at=at,
    )
