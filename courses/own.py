"""Whose questions and quizzes somebody in the editor may choose from: their own centers'."""

from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db.models import Exists, Q, QuerySet

from home.centers.models import Center, Delegation

# Set for each request to the editor: the definition of a block does not know who looks at it.
writer: ContextVar[Any] = ContextVar("writer", default=None)
WRITING = (Delegation.Permission.EDUCATOR, Delegation.Permission.MANAGER)


def centers_written_for(user: Any, at: datetime) -> QuerySet[Center]:
    """Where the person is educator or manager at `at`; every center for the network office."""
    if user is None or user.is_superuser:
        return Center.objects.all()
    held = Delegation.objects.in_force(at=at).filter(person=user.pk)
    office = Q(permission=Delegation.Permission.OFFICE)
    writes = held.filter(permission__in=WRITING)
    everywhere = held.filter(office | Q(permission__in=WRITING, center=None))
    return Center.objects.filter(Q(pk__in=writes.values("center")) | Exists(everywhere))
