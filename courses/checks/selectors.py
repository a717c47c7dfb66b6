"""What the page of checks says about a course."""

from dataclasses import dataclass
from datetime import datetime

from courses.checks.advice import ReadText, advice, read_texts
from courses.freezing import freeze
from courses.manuscript import read_manuscript
from courses.models import Course
from courses.readiness import Problem, unfinished
from lms.core import clock


@dataclass(frozen=True, slots=True)
class CheckSheet:
    """`blocking` must be done before a release, `advice` should be looked at."""

    blocking: list[Problem]
    advice: list[Problem]
    texts: list[ReadText]


def check_sheet(course: Course, *, at: datetime) -> CheckSheet:
    """The drafts in all languages; a fixed number of statements, whatever the size."""
    manuscript = read_manuscript(course)
    languages = sorted(manuscript.pages, key=lambda code: (code != course.source_language, code))
    frozen = freeze(manuscript, languages)
    texts = read_texts(manuscript, frozen)
    last = course.current
    # As at a release: what was released as it stands was checked then.
    known = last.lesson_texts.values_list("sha256", flat=True) if last else ()
    return CheckSheet(
        blocking=unfinished(manuscript, frozen, frozenset(known)),
        advice=advice(manuscript, frozen, texts, last=last, today=clock.day(at)),
        texts=texts,
    )
