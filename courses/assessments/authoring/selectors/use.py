"""Where questions and quizzes are used: in quizzes, in lessons as they are written, in releases."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from courses.assessments.models import Question, Quiz, QuizItem
from courses.models import Course, CoursePage, LessonPage
from courses.source import course_path

KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class LessonUse:
    """A lesson page, and the course it lies in."""

    page_id: int
    key: UUID
    title: str
    course: str
    course_key: UUID


def lessons_with(quizzes: Iterable[int]) -> dict[int, list[LessonUse]]:
    """Lessons by the quiz they hold, one page for each lesson; two statements."""
    pages = LessonPage.objects.filter(kind=LessonPage.Kind.QUIZ, quiz__in=list(quizzes))
    first: dict[UUID, LessonPage] = {}
    for page in pages.order_by("locale", "path").only("path", "title", "translation_key", "quiz"):
        first.setdefault(page.translation_key, page)
    found: dict[int, list[LessonUse]] = defaultdict(list)
    for page, use in zip(first.values(), _uses(list(first.values())), strict=True):
        if page.quiz_id:
            found[page.quiz_id].append(use)
    return found


def _uses(pages: Sequence[LessonPage]) -> list[LessonUse]:
    paths = {course_path(page) for page in pages}
    courses = {
        page.path: page for page in CoursePage.objects.filter(path__in=paths).defer("search_stems")
    }
    return [
        LessonUse(
            page_id=page.pk,
            key=page.translation_key,
            title=page.title,
            course=(courses[course_path(page)].draft_title or courses[course_path(page)].title),
            course_key=courses[course_path(page)].translation_key,
        )
        for page in pages
    ]


def lessons_practising(questions: Sequence[Question]) -> dict[int, list[LessonUse]]:
    """Lessons whose newest draft shows a practice question, by question; two statements, or none.

    Blocks are found in the text of the draft: they name questions by their key.
    """
    keys = {str(question.key): question.pk for question in questions}
    if not keys:
        return {}
    shelves = _below_shelves({question.bank.center_id for question in questions})
    drafts = LessonPage.objects.annotate(raw=Cast("latest_revision__content", TextField()))
    holding = drafts.filter(shelves, raw__contains="practice").order_by("locale", "path")
    found: dict[int, dict[UUID, LessonPage]] = defaultdict(dict)
    for page in holding.defer("body"):
        for key in set(KEY.findall(page.raw)) & keys.keys():
            found[keys[key]].setdefault(page.translation_key, page)
    pages = {page.pk: page for lessons in found.values() for page in lessons.values()}
    uses = {use.page_id: use for use in _uses(list(pages.values()))}
    return {
        question: [uses[page.pk] for page in lessons.values()]
        for question, lessons in found.items()
    }


def _below_shelves(centers: set[int]) -> Q:
    courses = Course.objects.filter(owner_center__in=centers)
    paths = CoursePage.objects.filter(translation_key__in=courses.values("key"))
    found = Q(pk__in=[])
    for path in paths.values_list("path", flat=True):
        found |= Q(path__startswith=path)
    return found


@dataclass(frozen=True, slots=True)
class QuizUse:
    """A quiz whose newest version asks a question, and whether it does so in the newest wording."""

    pk: int
    title: str
    wording: int
    newest: bool


@dataclass(frozen=True, slots=True)
class ReleasedUse:
    """A released version of a course that asks a question, and in which wording."""

    course: str
    number: str
    wording: int


@dataclass(frozen=True, slots=True)
class Uses:
    """All places of a question."""

    quizzes: list[QuizUse]
    lessons: list[LessonUse]
    released: list[ReleasedUse]


def uses_of(question: Question) -> Uses:
    """Where a question stands now; seven statements at most."""
    if question.use == Question.Use.PRACTICE:
        return Uses([], lessons_practising([question]).get(question.pk, []), [])
    items = list(
        QuizItem.objects.filter(question_version__question=question)
        .select_related("quiz_version__quiz", "question_version")
        .order_by("quiz_version__quiz", "quiz_version__number")
    )
    newest = _newest_numbers({item.quiz_version.quiz_id for item in items})
    standing = [i for i in items if newest[i.quiz_version.quiz_id] == i.quiz_version.number]
    last = question.versions.order_by("-number").values_list("number", flat=True).first()
    quizzes = [_quiz_use(item, last or 0) for item in standing]
    held = lessons_with({item.quiz_version.quiz_id for item in items})
    lessons = [lesson for found in held.values() for lesson in found]
    wordings = {item.quiz_version_id: item.question_version.number for item in items}
    return Uses(quizzes, lessons, released_with(lessons, wordings))


def _newest_numbers(quizzes: set[int]) -> dict[int, int]:
    rows = Quiz.objects.filter(pk__in=quizzes).values_list("pk", "versions__number")
    return dict(sorted(rows))


def _quiz_use(item: QuizItem, last: int) -> QuizUse:
    number = item.question_version.number
    return QuizUse(
        item.quiz_version.quiz_id, str(item.quiz_version.quiz), number, newest=number == last
    )


def released_with(lessons: Sequence[LessonUse], numbers: dict[int, int]) -> list[ReleasedUse]:
    """Current versions of the lessons' courses that hold one of these quiz versions.

    `numbers` says for each quiz version what to show. One statement.
    """
    keys = {lesson.course_key for lesson in lessons}
    titles = {lesson.course_key: lesson.course for lesson in lessons}
    courses = Course.objects.released().filter(key__in=keys).select_related("current")
    found = []
    for course in courses:
        version = course.current
        if version is None:
            continue
        held = {
            lesson["quiz_version"] for module in version.outline for lesson in module["lessons"]
        }
        found += [
            ReleasedUse(titles[course.key], version.number, numbers[pk])
            for pk in sorted(held & numbers.keys(), key=str)
        ]
    return found
