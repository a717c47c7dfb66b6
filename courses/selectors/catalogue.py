"""The catalogue's answer to a question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from courses.catalogue import PAGE_SIZE, Question, page_count
from courses.facets import members
from courses.selectors.index import Entry, Index, index
from courses.selectors.search import Found, find
from home.links import Link


@dataclass(frozen=True)
class Removal:
    """The one filter whose removal finds most: a facet's value, or the words (facet "")."""

    facet: str
    value: str
    found: int


@dataclass(frozen=True)
class Answer:
    """How many courses were found, those of the page, and the counts beside every value."""

    question: Question
    found: int
    total: int
    entries: tuple[Entry, ...]
    counts: Mapping[str, Mapping[str, int]]
    leaflets: tuple[Link, ...]
    removal: Removal | None

    @property
    def pages(self) -> int:
        """How many pages the answer fills."""
        return page_count(self.found)


def answer(question: Question) -> Answer:
    """Courses that hold the words and every facet's choice; a page too far is the last one."""
    known = index()
    found = find(question.text) if question.text else Found()
    ranked = [number for key in found.courses if (number := known.numbers.get(key)) is not None]
    within = _mask(ranked) if question.text else known.facets.everything
    selected = known.facets.select(question.chosen, within=within)
    count = selected.bit_count()
    question = question.on_page(min(question.page, page_count(count)))
    return Answer(
        question=question,
        found=count,
        total=known.facets.everything.bit_count(),
        entries=_page(known, question, selected, ranked),
        counts=known.facets.counts(question.chosen, within=within),
        leaflets=found.leaflets,
        removal=None if count else _best_removal(known, question, within),
    )


def _mask(numbers: Iterable[int]) -> int:
    mask = 0
    for number in numbers:
        mask |= 1 << number
    return mask


def _page(
    known: Index, question: Question, selected: int, ranked: Sequence[int]
) -> tuple[Entry, ...]:
    by_rank = question.text and not question.sort
    order = ranked if by_rank else known.order(question.sort)
    chosen = members(selected)
    end = len(chosen)
    hits = (number for number in order if number < end and chosen[number] == "1")
    first = (question.page - 1) * PAGE_SIZE
    return tuple(known.entries[number] for number in islice(hits, first, first + PAGE_SIZE))


def _best_removal(known: Index, question: Question, within: int) -> Removal | None:
    options = [
        Removal(facet, value, _count(known, question.without(facet, value), within))
        for facet, value in question.choices
    ]
    if question.text:
        everything = known.facets.everything
        options.append(Removal("", question.text, _count(known, question, everything)))
    best = max(options, key=lambda option: option.found, default=None)
    return best if best and best.found else None


def _count(known: Index, question: Question, within: int) -> int:
    return known.facets.select(question.chosen, within=within).bit_count()
