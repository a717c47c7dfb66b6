"""What changed between two states of a question or a quiz, in sentences; nothing is read here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """An option as it was written."""

    text: Texts
    right: bool
    feedback: Texts


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as it was written."""

    kind: str
    stem: Texts
    feedback: Texts
    answers: Sequence[Answer]


def question_changes(before: Wording | None, now: Wording) -> list[str]:
    """One sentence for each thing that differs; the first wording says that it is the first."""
    if before is None:
        return [_("First wording")]
    return list(_question_changes(before, now))


def _question_changes(before: Wording, now: Wording) -> Iterator[str]:
    yield from _in_languages(_("Question"), before.stem, now.stem)
    if before.kind != now.kind:
        yield _("One or several right answers")
    gained = len(now.answers) - len(before.answers)
    if gained > 0:
        yield _("Answers added: %(count)s") % {"count": gained}
    if gained < 0:
        yield _("Answers taken away: %(count)s") % {"count": -gained}
    for place, (old, new) in enumerate(zip(before.answers, now.answers, strict=False), start=1):
        name = _("Answer %(number)s") % {"number": place}
        yield from _in_languages(name, old.text, new.text)
        reason = _("Feedback on answer %(number)s") % {"number": place}
        yield from _in_languages(reason, old.feedback, new.feedback)
    if [a.right for a in before.answers] != [a.right for a in now.answers]:
        yield _("Which answers are right")
    yield from _in_languages(_("Feedback"), before.feedback, now.feedback)


def _in_languages(name: str, before: Texts, now: Texts) -> Iterator[str]:
    codes = [code for code in ("sv", "en") if before.get(code, "") != now.get(code, "")]
    if codes:
        values = {"what": name, "languages": ", ".join(codes)}
        yield _("%(what)s (%(languages)s)") % values


@dataclass(frozen=True, slots=True)
class Rules:
    """A quiz as it was put together; `questions` holds (question, wording) in order."""

    questions: Sequence[tuple[int, int]]
    pass_mark: int | None
    max_attempts: int | None
    shuffles: tuple[bool, bool]


def quiz_changes(before: Rules | None, now: Rules) -> list[str]:
    """One sentence for each thing that differs; the first version says that it is the first."""
    if before is None:
        return [_("First version")]
    return [*_question_list(before, now), *_rules(before, now)]


def _question_list(before: Rules, now: Rules) -> Iterator[str]:
    old, new = dict(before.questions), dict(now.questions)
    added, gone = len(new.keys() - old.keys()), len(old.keys() - new.keys())
    reworded = sum(old[q] != new[q] for q in old.keys() & new.keys())
    if added:
        yield _("Questions added: %(count)s") % {"count": added}
    if gone:
        yield _("Questions taken away: %(count)s") % {"count": gone}
    if reworded:
        yield _("Questions with a newer wording: %(count)s") % {"count": reworded}
    if [q for q in old if q in new] != [q for q in new if q in old]:
        yield _("The order of the questions")


def _rules(before: Rules, now: Rules) -> Iterator[str]:
    if before.pass_mark != now.pass_mark:
        yield _("Pass mark: %(old)s, now %(new)s") % _pair(before.pass_mark, now.pass_mark)
    if before.max_attempts != now.max_attempts:
        yield _("Attempts: %(old)s, now %(new)s") % _pair(before.max_attempts, now.max_attempts)
    if before.shuffles != now.shuffles:
        yield _("Whether the order is shuffled")


def _pair(old: Any, new: Any) -> dict[str, Any]:
    return {name: _("none") if v is None else v for name, v in (("old", old), ("new", new))}
