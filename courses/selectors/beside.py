"""What stands beside the form of a course: what is not edited there, and where it is."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from courses.assessments.models import QuizItem, QuizVersion
from courses.models import Course, CoursePage, LessonPage, ModulePage
from home.centers.models import Center


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson in the list of modules."""

    page_id: int
    title: str
    minutes: int
    kind: str


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """A module with its lessons and their study time."""

    page_id: int
    title: str
    lessons: list[LessonLine]

    @property
    def minutes(self) -> int:
        """Of all its lessons."""
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class QuizLine:
    """A quiz of the course as it is put together now; `questions` 0: it has none yet."""

    pk: int
    title: str
    lesson: str
    questions: int
    pass_mark: int | None
    max_attempts: int | None


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """A language that the course has a page in."""

    code: str
    page_id: int
    is_source: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """All of it for one course page."""

    modules: list[ModuleLine]
    quizzes: list[QuizLine]
    languages: list[LanguageLine]
    owner: Center | None

    @property
    def minutes(self) -> int:
        """Study time of all modules."""
        return sum(module.minutes for module in self.modules)


def beside(page: CoursePage, source: CoursePage | None) -> Beside:
    """`source` is the page in the course's own language where `page` is a translation.

    Six statements for a source page, seven for a translation, whatever the size.
    """
    lessons = list(LessonPage.objects.descendant_of(page).select_related("quiz").order_by("path"))
    asking = lessons
    if source:
        asking = list(LessonPage.objects.descendant_of(source).select_related("quiz"))
    course = Course.objects.select_related("owner_center").filter(key=page.translation_key).first()
    return Beside(
        modules=_modules(page, lessons),
        quizzes=_quizzes(asking),
        languages=_languages(page, course),
        owner=course.owner_center if course else None,
    )


def _modules(page: CoursePage, lessons: list[LessonPage]) -> list[ModuleLine]:
    found = {
        module.path: ModuleLine(module.pk, module.draft_title, [])
        for module in ModulePage.objects.child_of(page).order_by("path")
    }
    for lesson in lessons:
        line = LessonLine(lesson.pk, lesson.draft_title, lesson.minutes, lesson.kind)
        found[lesson.path[: -lesson.steplen]].lessons.append(line)
    return list(found.values())


def _quizzes(lessons: list[LessonPage]) -> list[QuizLine]:
    asking = [lesson for lesson in lessons if lesson.kind == LessonPage.Kind.QUIZ]
    quizzes = {lesson.quiz_id for lesson in asking}
    versions = QuizVersion.objects.filter(quiz__in=quizzes).order_by("number")
    newest = {version.quiz_id: version for version in versions}
    items = QuizItem.objects.filter(quiz_version__in=newest.values())
    sizes = Counter(items.values_list("quiz_version", flat=True))
    return [_quiz(lesson, newest.get(lesson.quiz_id or 0), sizes) for lesson in asking]


def _quiz(lesson: LessonPage, newest: QuizVersion | None, sizes: Counter[Any]) -> QuizLine:
    return QuizLine(
        pk=lesson.quiz_id or 0,
        title=str(lesson.quiz),
        lesson=lesson.draft_title,
        questions=sizes[newest.pk] if newest else 0,
        pass_mark=newest.pass_mark if newest else None,
        max_attempts=newest.max_attempts if newest else None,
    )


def _languages(page: CoursePage, course: Course | None) -> list[LanguageLine]:
    pages = CoursePage.objects.filter(translation_key=page.translation_key)
    source = course.source_language if course else ""
    rows = pages.order_by("locale__language_code").values_list("locale__language_code", "pk")
    return [LanguageLine(code, pk, is_source=code == source) for code, pk in rows]
