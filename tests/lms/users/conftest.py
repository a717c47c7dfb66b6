"""What tests of the doors share."""

import pytest
from django.test import Client

from tests.lms.users.doors import Doors


@pytest.fixture
def doors(client: Client, db: None) -> Doors:
    """Somebody at a browser without script."""
    return Doors(client)
