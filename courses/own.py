"""Whose questions and quizzes somebody in the editor may choose from: their own centers'."""

from contextvars import ContextVar
from typing import Any

from django.db.models import QuerySet

from home.centers.models import Center, Delegation
from lms.core import clock

# Set for each request to the editor: the definition of a block does not know who looks at it.
writer: ContextVar[Any] = ContextVar("writer", default=None)


def centers_written_for(user: Any) -> QuerySet[Center]:
    """Where the person is educator or manager now; every center for the network office."""
    if user is None or user.is_superuser:
        return Center.objects.all()
    held = Delegation.objects.in_force(at=clock.now()).filter(person=user.pk)
    if held.filter(permission=Delegation.Permission.OFFICE).exists():
        return Center.objects.all()
    writes = held.filter(
        permission__in=(Delegation.Permission.EDUCATOR, Delegation.Permission.MANAGER)
    )
    return Center.objects.filter(pk__in=writes.values("center"))
