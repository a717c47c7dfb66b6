"""Keeping answers: one row for each question, with a version that settles races."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lms.core.prepared import Prepared, slot, whole
from lms.learning import papers
from lms.learning.actions.holding import NotUnderWay
from lms.learning.models import Attempt, Enrollment, Response
from lms.learning.papers import Answer
from lms.learning.selectors.quizzes import saved_answers

Answers = Mapping[int, Answer]
_locked = whole(
    lambda: Attempt.objects.filter(id=slot(Attempt, "id")).select_for_update(no_key=True), Attempt
)
_status = Prepared(
    lambda: Enrollment.objects.filter(id=slot(Enrollment, "id")).values_list("status"),
    lambda row: str(row[0]),
)


class AttemptIsOver(Exception):
    """The answers were handed in; nothing more is saved."""

    sentence = _("You have handed in these answers. The result shows what was saved.")


class NoSuchQuestion(LookupError):
    """The paper has no question of that number."""


class StaleAnswer(Exception):
    """The question was answered elsewhere meanwhile; `stored` is what stands there now."""

    sentence = _(
        "You answered this in another tab or on another device. Your choice here is not saved yet."
    )

    def __init__(self, stored: Response) -> None:
        super().__init__(stored.pk)
        self.stored = stored


class AnswersRefused(Exception):
    """Some answers are not saved; the others are. By number: `stale` has what stands there now.

    `bad` belong to no question of the paper, or not to theirs.
    """

    def __init__(self, stale: Mapping[int, Response], bad: Sequence[int]) -> None:
        super().__init__(sorted(stale), list(bad))
        self.stale = stale
        self.bad = bad


@transaction.atomic
def save_answer(
    *,
    attempt: Attempt,
    number: int,
    options: Sequence[int | str],
    flagged: bool,
    version: int | None,
    at: datetime,
) -> Response:
    """Keep what was chosen for question `number` (from 1); no options means no answer.

    `version` is the one the reader saw, 0 for none. The same answer again changes nothing. Raises
    StaleAnswer, BadAnswer, NoSuchQuestion, AttemptIsOver, NotUnderWay.
    """
    held = _hold_open(attempt)
    question = _question(held, number)
    known = saved_answers(attempt=held)
    row = _weighed(held, known, number, Answer(options, flagged, version), at)
    if row is None:
        return known[question]
    write([row])
    return row


def save_answers(*, attempt: Attempt, answers: Answers, at: datetime) -> None:
    """Keep the answers to several questions, by number; an untouched one stays as it is.

    Raises AnswersRefused once all others are saved; AttemptIsOver, NotUnderWay.
    """
    with transaction.atomic():
        held = _hold_open(attempt)
        rows, refused = weigh(held, saved_answers(attempt=held), answers, at)
        write(rows)
    if refused:
        raise refused


def hold_attempt(attempt: Attempt) -> Attempt:
    """The attempt as it stands now, locked until the transaction ends.

    Handing in waits for a save under way, and no save comes after it.
    """
    [held] = _locked(id=attempt.pk)
    return held


def _hold_open(attempt: Attempt) -> Attempt:
    held = hold_attempt(attempt)
    if held.state != Attempt.State.IN_PROGRESS:
        raise AttemptIsOver
    if _status(id=held.enrollment_id) != [Enrollment.Status.ACTIVE]:
        raise NotUnderWay
    return held


def _question(attempt: Attempt, number: int) -> int:
    if not 1 <= number <= len(attempt.paper):
        raise NoSuchQuestion(number)
    question: int = attempt.paper[number - 1]["question_version"]
    return question


def weigh(
    attempt: Attempt, known: Mapping[int, Response], answers: Answers, at: datetime
) -> tuple[list[Response], AnswersRefused | None]:
    """The rows that posted answers would write over those `known`, and what must be refused."""
    rows: list[Response] = []
    stale: dict[int, Response] = {}
    bad: list[int] = []
    for number, answer in answers.items():
        # A question that this page never saved and nobody touched says nothing.
        if answer == Answer():
            continue
        try:
            row = _weighed(attempt, known, number, answer, at)
        except StaleAnswer as found:
            stale[number] = found.stored
        except (NoSuchQuestion, papers.BadAnswer):
            bad.append(number)
        else:
            rows += [row] if row else []
    return rows, AnswersRefused(stale, bad) if stale or bad else None


def _weighed(
    attempt: Attempt, known: Mapping[int, Response], number: int, answer: Answer, at: datetime
) -> Response | None:
    """The row that keeps an answer; None where it stands there already."""
    question = _question(attempt, number)
    picked = papers.chosen(attempt.paper[number - 1], answer.options)
    row = known.get(question)
    if answer.version is None:
        raise papers.BadAnswer
    if row and (row.options, row.flagged) == (picked, answer.flagged):
        return None
    if row and row.version != answer.version:
        raise StaleAnswer(row)
    return Response(
        attempt=attempt,
        question_version_id=question,
        options=picked,
        flagged=answer.flagged,
        version=row.version + 1 if row else 1,
        saved_at=at,
    )


def write(rows: Sequence[Response], *more: str) -> None:
    """Write answers over those that stand there, with `more` fields of them. One statement.

    The caller holds the attempt. The rows are new ones, without an id.
    """
    if rows:
        Response.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["attempt", "question_version"],
            update_fields=["options", "flagged", "version", "saved_at", *more],
        )
