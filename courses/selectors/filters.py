"""The catalogue's filters in words: names, counts, chips, and what to do about an empty answer."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.catalogue import PAGE_SIZE, Question
from courses.models import Course, CoursePage
from courses.selectors.catalogue import Answer
from courses.selectors.index import role_value
from home.selectors import words
from lms.core.templatetags.ui import language


@dataclass(frozen=True)
class Option:
    """A value to tick, with its count."""

    value: str
    label: str
    count: int
    checked: bool
    children: list["Option"] = field(default_factory=list)


@dataclass(frozen=True)
class Facet:
    """A group of values under one name."""

    name: str
    legend: str
    options: list[Option]


def facet(answer: Answer, name: str) -> Facet:
    """A facet with every value; zeros too, so that nothing seems to be missing."""
    network = words()
    if name == "for":
        return _facet(answer, name, str(LEGENDS[name]), network.groups, _roles_of)
    if name == "topic":
        main = [slug for slug, topic in network.topics.items() if topic.parent_id is None]
        return _facet(answer, name, str(LEGENDS[name]), main, _topics_below)
    return _facet(answer, name, str(LEGENDS[name]), answer.counts[name])


LEGENDS: Mapping[str, str | Promise] = {
    "for": gettext_lazy("Who it is for"),
    "topic": gettext_lazy("Topic"),
    "length": gettext_lazy("Time needed"),
    "level": gettext_lazy("Level"),
    "language": gettext_lazy("Language"),
    "center": gettext_lazy("Kept by"),
    "access": gettext_lazy("Access"),
}


def _no_children(value: str) -> list[str]:
    return []


def _roles_of(group: str) -> list[str]:
    roles = words().roles.values()
    return [role_value(group, role.slug) for role in roles if role.target_group.slug == group]


def _topics_below(parent: str) -> list[str]:
    topics = words().topics.values()
    return [topic.slug for topic in topics if topic.parent and topic.parent.slug == parent]


def _facet(
    answer: Answer,
    name: str,
    legend: str,
    values: Iterable[str],
    below: Callable[[str], list[str]] = _no_children,
) -> Facet:
    def option(value: str, children: list[Option]) -> Option:
        return Option(
            value=value,
            label=label(name, value),
            count=answer.counts[name].get(value, 0),
            checked=value in answer.question.chosen.get(name, ()),
            children=children,
        )

    return Facet(
        name,
        legend,
        [option(value, [option(child, []) for child in below(value)]) for value in values],
    )


def label(facet: str, value: str) -> str:
    """What people call a value, in the active language."""
    network = words()
    if facet == "for":
        group, _dot, role = value.partition(".")
        return network.roles[role].name if role else network.groups[group].name
    if facet == "topic":
        return network.topics[value].name
    if facet == "center":
        return network.centers[value].name
    if facet == "language":
        name = language(value)
        return name[:1].upper() + name[1:]
    return str(_FIXED[facet][value])


_FIXED: Mapping[str, Mapping[str, str | Promise]] = {
    "length": {
        "30": gettext_lazy("Under 30 minutes"),
        "60": gettext_lazy("30 to 60 minutes"),
        "180": gettext_lazy("1 to 3 hours"),
        "more": gettext_lazy("More than 3 hours"),
    },
    "level": dict(CoursePage.Level.choices),
    "access": {
        Course.Access.PUBLIC: gettext_lazy("Without an account"),
        Course.Access.OPEN: gettext_lazy("With an account"),
        Course.Access.STAFF: gettext_lazy("Staff of the centers"),
    },
}


def chips(question: Question, base: str) -> list[dict[str, str]]:
    """Each chosen value, with the address that takes it back."""
    return [
        {"text": label(facet, value), "url": question.without(facet, value).address(base)}
        for facet, value in question.choices
    ]


def empty(answer: Answer, base: str) -> dict[str, str]:
    """What an empty answer says, and the one thing to take away; all filters where none helps."""
    question, removal = answer.question, answer.removal
    if removal is None:
        return {"text": _nothing_at_all(question), "url": base, "action": _("Show all courses")}
    smaller = question.without(removal.facet, removal.value)
    name = label(removal.facet, removal.value) if removal.facet else removal.value
    if not removal.facet:
        smaller = question.without_text()
    return {
        "text": _what_helps(question, name, removal.found, of_text=not removal.facet),
        "url": smaller.address(base),
        "action": _("Remove “%(filter)s”") % {"filter": name},
        "second_url": base,
        "second": _("Clear all"),
    }


def _nothing_at_all(question: Question) -> str:
    if question.text:
        return _("Nothing here holds “%(words)s”. Try fewer words, or another spelling.") % {
            "words": question.text
        }
    return _("No course has all of these. Take away more than one, or clear all.")


def _what_helps(question: Question, name: str, found: int, *, of_text: bool) -> str:
    values = {"count": found, "filter": name, "words": question.text}
    if question.text and not of_text:
        return (
            ngettext(
                "There is %(count)d course on “%(words)s” if you remove “%(filter)s”.",
                "There are %(count)d courses on “%(words)s” if you remove “%(filter)s”.",
                found,
            )
            % values
        )
    return (
        ngettext(
            "There is %(count)d course if you remove “%(filter)s”.",
            "There are %(count)d courses if you remove “%(filter)s”.",
            found,
        )
        % values
    )


def sorts(question: Question) -> list[Option]:
    """The orders to choose from; the first is the best match, or the basics first."""
    names = {
        "": _("Best match") if question.text else _("Basics first"),
        "reviewed": _("Newest review"),
        "short": _("Shortest first"),
        "title": _("Title, A to Z"),
    }
    return [Option(value, name, 0, value == question.sort) for value, name in names.items()]


def paging(answer: Answer, base: str) -> dict[str, str]:
    """Addresses of the pages around, and which courses this one shows."""
    question, page = answer.question, answer.question.page
    first = (page - 1) * PAGE_SIZE + 1
    return {
        "text": _("%(first)d to %(last)d of %(found)d")
        % {"first": first, "last": first + len(answer.entries) - 1, "found": answer.found},
        "previous_url": question.on_page(page - 1).address(base) if page > 1 else "",
        "next_url": question.on_page(page + 1).address(base) if page < answer.pages else "",
    }
