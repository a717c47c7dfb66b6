"""The two questions about what somebody does and wants to follow."""

from dataclasses import dataclass
from typing import Any

from home.models import Interest, JobRole, Topic
from lms.users.models import User


@dataclass(frozen=True)
class Questions:
    """What there is to choose from, and what is chosen."""

    groups: list[dict[str, Any]]
    topics: list[dict[str, Any]]


def questions(*, person: User) -> Questions:
    """Job roles under their target groups, and the main topics. Three queries."""
    stated = list(Interest.objects.filter(person=person))
    roles = {row.job_role_id for row in stated}
    topics = {row.topic_id for row in stated}
    return Questions(
        groups=_groups(roles),
        topics=[_choice(topic, topics) for topic in Topic.objects.filter(parent=None)],
    )


def _groups(chosen: set[int | None]) -> list[dict[str, Any]]:
    groups: dict[int, dict[str, Any]] = {}
    for role in JobRole.objects.filter(center=None).select_related("target_group"):
        group = role.target_group
        row = groups.setdefault(group.pk, {"name": group.name, "help": group.help, "roles": []})
        row["roles"].append(_choice(role, chosen))
    return list(groups.values())


def _choice(row: JobRole | Topic, chosen: set[int | None]) -> dict[str, Any]:
    return {"value": row.pk, "text": row.name, "checked": row.pk in chosen}
