"""The numbered courses as learners' records need them: ids only, read in a few statements."""

from collections.abc import Sequence
from dataclasses import dataclass

from courses.assessments.models import Option
from courses.models import Course, Lesson
from lms.demo.scale.courses import PREFIX
from lms.learning.outline import entries
from lms.learning.papers import Paper, Sheet


@dataclass(frozen=True, slots=True)
class Shelved:
    """One course; `right` is the right option of each question version of its quiz."""

    course: int
    version: int
    lessons: tuple[int, ...]
    quiz: int
    paper: Paper
    right: dict[int, int]


Shelf = Sequence[Shelved]


def read_shelf() -> Shelf:
    """All numbered courses; the first has number 1."""
    papers, right = _papers()
    lessons = dict(Lesson.objects.filter(course__code__startswith=PREFIX).values_list("key", "pk"))
    by_key = {str(key): pk for key, pk in lessons.items()}
    rows = Course.objects.filter(code__startswith=PREFIX).order_by("code")
    found = []
    columns = rows.values_list("pk", "current", "current__outline")
    for course, version, outline in columns.iterator():
        row = entries(outline)
        quiz = row[-1].quiz_version or 0
        paper = papers[quiz]
        questions = [sheet["question_version"] for sheet in paper]
        found.append(
            Shelved(
                course=course,
                version=version or 0,
                lessons=tuple(by_key[entry.key] for entry in row),
                quiz=quiz,
                paper=paper,
                right={question: right[question] for question in questions},
            )
        )
    return found


def _papers() -> tuple[dict[int, Paper], dict[int, int]]:
    """The paper of each quiz version, and the right option of each question version."""
    papers: dict[int, Paper] = {}
    right: dict[int, int] = {}
    sheets: dict[int, Sheet] = {}
    rows = Option.objects.filter(question_version__question__bank__slug="scale").order_by(
        "question_version__quiz_items__quiz_version",
        "question_version__quiz_items__position",
        "position",
    )
    for quiz, question, option, is_correct in rows.values_list(
        "question_version__quiz_items__quiz_version", "question_version", "pk", "is_correct"
    ).iterator():
        if question not in sheets:
            sheets[question] = Sheet(question_version=question, kind="single", options=[])
            papers.setdefault(quiz, []).append(sheets[question])
        sheets[question]["options"].append(option)
        if is_correct:
            right[question] = option
    return papers, right
