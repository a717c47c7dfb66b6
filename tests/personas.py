"""The people of the tests. David manages another center and must see nothing of Uppsala."""

import pytest

from home.centers.models import Delegation
from lms.users.models import User
from tests.factories import home


@pytest.fixture
def ada(db: None) -> User:
    """Learns: a nurse in Uppsala."""
    user = home.person("ada@example.org", "Ada Lind")
    home.member(user, home.center("uppsala"))
    return user


@pytest.fixture
def bo(db: None) -> User:
    """Writes courses in Uppsala."""
    user = home.person("bo@example.org", "Bo Ek")
    home.member(user, home.center("uppsala"), role="physician")
    home.delegation(user, Delegation.Permission.EDUCATOR, home.center("uppsala"))
    return user


@pytest.fixture
def cecilia(db: None) -> User:
    """Manages Uppsala."""
    user = home.person("cecilia@example.org", "Cecilia Berg")
    home.member(user, home.center("uppsala"), role="physician")
    home.delegation(user, Delegation.Permission.MANAGER, home.center("uppsala"))
    return user


@pytest.fixture
def david(db: None) -> User:
    """Manages Skåne."""
    user = home.person("david@example.org", "David Holm")
    home.member(user, home.center("skane"), role="physician")
    home.delegation(user, Delegation.Permission.MANAGER, home.center("skane"))
    return user


@pytest.fixture
def eva(db: None) -> User:
    """A patient with an account and no center."""
    return home.person("eva@example.org", "Eva Ström")
