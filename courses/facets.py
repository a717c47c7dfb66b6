"""Counting by facets: each value is a whole number whose bits are the courses that have it.

Selecting is AND and OR on such numbers and counting is counting ones, so the work hardly grows with
the number of courses. Pure: no database, no Django.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

Chosen = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class FacetIndex:
    """`masks`: facet to value to the items that have it; `parents`: facet to value to the value
    above it. Item n is bit n."""

    masks: Mapping[str, Mapping[str, int]]
    parents: Mapping[str, Mapping[str, str]]
    everything: int

    def pick(self, facet: str, values: Collection[str]) -> int:
        """Items with any of the values; all items where none is chosen.

        A chosen child narrows its chosen parent: nurses among the clinicians, not both together.
        """
        if not values:
            return self.everything
        parents, masks = self.parents.get(facet, {}), self.masks.get(facet, {})
        narrowed = {parents[value] for value in values if value in parents}
        found = 0
        for value in values:
            if value not in narrowed:
                found |= masks.get(value, 0)
        return found

    def select(self, chosen: Chosen, *, within: int, leaving_out: str = "") -> int:
        """Items within `within` that every facet allows, one facet left out if named."""
        for facet, values in chosen.items():
            if values and facet != leaving_out:
                within &= self.pick(facet, values)
        return within

    def counts(self, chosen: Chosen, *, within: int) -> dict[str, dict[str, int]]:
        """For each value the items one would see with it; a facet's own choice is left out, so
        that its other values can be compared."""
        return {
            facet: _count(masks, self.select(chosen, within=within, leaving_out=facet))
            for facet, masks in self.masks.items()
        }


def build(
    items: Iterable[Chosen],
    values: Mapping[str, Iterable[str]],
    parents: Mapping[str, Mapping[str, str]],
) -> FacetIndex:
    """An index of the items. `values` names what is counted even where no item has it; a parent
    has every item that one of its children has."""
    masks: dict[str, dict[str, int]] = {f: dict.fromkeys(names, 0) for f, names in values.items()}
    everything = 0
    for number, item in enumerate(items):
        bit = 1 << number
        everything |= bit
        for facet, names in item.items():
            having = masks.setdefault(facet, {})
            for name in _with_parents(names, parents.get(facet, {})):
                having[name] = having.get(name, 0) | bit
    return FacetIndex(masks, parents, everything)


def members(mask: int) -> str:
    """The mask as a text of "1" and "0", lowest item first: the quickest way to ask for many."""
    return f"{mask:b}"[::-1]


def _with_parents(names: Collection[str], parents: Mapping[str, str]) -> set[str]:
    return {*names, *(parents[name] for name in names if name in parents)}


def _count(masks: Mapping[str, int], within: int) -> dict[str, int]:
    return {value: (mask & within).bit_count() for value, mask in masks.items()}
