"""What counts as how far, and as finished. Every view and every action asks here."""

from dataclasses import dataclass

from lms.learning.outline import Entry, Outline, beside, entries


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a version's lessons are done."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        """A whole number from 0 to 100; 100 exactly when the completion rule holds."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def complete(self) -> bool:
        """The completion rule: every lesson of the version is done, and there is one."""
        return 0 < self.total == self.done


def progress(outline: Outline, done: set[str]) -> Progress:
    """Progress in a version, given the keys of the lessons done (those of other versions too)."""
    keys = {entry.key for entry in entries(outline)}
    return Progress(done=len(keys & done), total=len(keys))


def minutes_left(outline: Outline, done: set[str]) -> int:
    """Minutes of the lessons that are not done."""
    return sum(entry.minutes for entry in entries(outline) if entry.key not in done)


def same_lessons(one: Outline, other: Outline) -> bool:
    """Whether two versions hold the same lessons: then moving between them changes no progress."""
    return {entry.key for entry in entries(one)} == {entry.key for entry in entries(other)}


def next_to_do(outline: Outline, done: set[str], *, after: str | None = None) -> Entry | None:
    """The first lesson not done behind `after`, else the first not done at all, else None."""
    row = entries(outline)
    keys = [entry.key for entry in row]
    start = keys.index(after) + 1 if after in keys else 0
    return next((entry for entry in row[start:] + row[:start] if entry.key not in done), None)


def onward(outline: Outline, done: set[str], *, key: str) -> Entry | None:
    """Where to go when lesson `key` is done too: to the one behind it, else to one not done yet.

    None when that finishes the course.
    """
    all_done = done | {key}
    if progress(outline, all_done).complete:
        return None
    return beside(outline, key)[1] or next_to_do(outline, all_done)


def where_to_resume(outline: Outline, done: set[str], *, last: str | None) -> Entry | None:
    """Where to go on: in the lesson touched `last`, or behind it once that one is done.

    With everything done it is the first lesson; None only for an outline without lessons.
    """
    row = entries(outline)
    if last not in done and (entry := next((e for e in row if e.key == last), None)):
        return entry
    return next_to_do(outline, done, after=last) or next(iter(row), None)
