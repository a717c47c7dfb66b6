"""Courses that suit what somebody does or follows, found in the catalogue's own index."""

from collections.abc import Collection, Iterable

from django.utils.safestring import SafeString

from courses.drawn import course_cards
from courses.facets import members
from courses.selectors.index import Index, index, role_value
from home.centers.models import Membership
from home.models import Interest
from home.selectors import words
from lms.core.prepared import slot, whole
from lms.users.models import User

SUGGESTED = 4
_wishes = whole(lambda: Interest.objects.filter(person=slot(User, "id", "person")), Interest)


def wishes_of(learner: User) -> list[Interest]:
    """What they say they do and want to follow. One query."""
    return _wishes(person=learner.pk)


def suggestions(
    places: Iterable[Membership], wishes: list[Interest], *, begun: Collection[int]
) -> list[SafeString]:
    """Cards of courses for these roles and topics, newest review first, without those in `begun`.

    No query: `places` says what they work as.
    """
    roles = {row.job_role_id for row in places}
    roles |= {row.job_role_id for row in wishes if row.job_role_id}
    topics = {row.topic_id for row in wishes if row.topic_id}
    known = index()
    chosen = members(_suits(known, roles, topics))
    found = []
    for number in known.order("reviewed"):
        entry = known.entries[number]
        if number < len(chosen) and chosen[number] == "1" and entry.pk not in begun:
            found.append(entry)
            if len(found) == SUGGESTED:
                break
    return course_cards(found)


def _suits(known: Index, roles: Collection[int], topics: Collection[int]) -> int:
    """The courses of any of these roles and topics, as a mask; a topic holds those below it."""
    network, masks, found = words(), known.facets.masks, 0
    for role in network.roles.values():
        if role.pk in roles:
            found |= masks["for"].get(role_value(role.target_group.slug, role.slug), 0)
    for topic in network.topics.values():
        if topic.pk in topics:
            found |= masks["topic"].get(topic.slug, 0)
    return found
