"""Learners and what they did, by the product's own actions.

Courses here are frozen rows without pages, which is all that learning reads and much quicker than
writing and releasing; `tests.factories.courses` has the real thing.
"""

import uuid
from datetime import UTC, datetime
from typing import Any

from allauth.account.models import EmailAddress

from courses.assessments.models import Option, QuizVersion
from courses.canonical import digest
from courses.models import Course, CourseVersion, Lesson, LessonText
from lms.core.outcome import Outcome
from lms.learning import actions
from lms.learning.models import Attempt, Enrollment
from lms.learning.outline import entries
from lms.users.models import User
from tests.factories import courses, home

AT = datetime(2025, 6, 9, 13, 32, tzinfo=UTC)


def course(
    code: str = "car-t",
    *,
    lessons: int = 2,
    quiz: QuizVersion | None = None,
    access: str = Course.Access.OPEN,
    **facts: Any,
) -> Course:
    """An open course in both languages with modules of four lessons; a quiz comes last."""
    row = Course.objects.create(
        key=uuid.uuid4(),
        code=code,
        source_language="sv",
        owner_center=home.center(),
        status=Course.Status.OPEN,
        access=access,
    )
    made = [_lesson(row) for _number in range(lessons + bool(quiz))]
    release(row, made, quiz=quiz, **facts)
    return row


def _lesson(course: Course) -> Lesson:
    return Lesson.objects.create(key=uuid.uuid4(), course=course)


def release(
    course: Course, lessons: list[Lesson], *, quiz: QuizVersion | None = None, **facts: Any
) -> CourseVersion:
    """The next minor version of a course, with these lessons."""
    titles = [f"Lektion {number}" for number in range(1, len(lessons) + 1)]
    outline = [
        {
            "key": str(lesson.key),
            "kind": "quiz" if quiz and lesson == lessons[-1] else "reading",
            "minutes": 10,
            "titles": courses.both(title),
            "quiz_version": quiz.pk if quiz and lesson == lessons[-1] else None,
        }
        for lesson, title in zip(lessons, titles, strict=True)
    ]
    version = CourseVersion.objects.create(
        course=course, outline=_modules(outline), **{**_facts(course), **facts}
    )
    LessonText.objects.bulk_create(
        _text(version, lesson, title, language)
        for lesson, title in zip(lessons, titles, strict=True)
        for language in version.languages
    )
    course.current = version
    course.save(update_fields=["current"])
    return version


def _modules(lessons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "key": str(uuid.uuid4()),
            "titles": courses.both(f"Modul {start // 4 + 1}"),
            "lessons": lessons[start : start + 4],
        }
        for start in range(0, len(lessons), 4)
    ]


def _facts(course: Course) -> dict[str, Any]:
    words = {
        language: {
            "title": f"Kurs {course.code} ({language})",
            "objectives": [f"Kontrollera identiteten ({language})"],
            "disclosure": f"Ingen har betalat ({language})",
            "notice": f"Demonstration ({language})",
        }
        for language in ("sv", "en")
    }
    return {
        "major": 1,
        "minor": CourseVersion.objects.filter(course=course).count(),
        "languages": list(words),
        "texts": words,
        "facts": {"cover": "cell"},
        "minutes": 90,
        "validity_months": 24,
        "content_hash": uuid.uuid4().hex,
        "impact": CourseVersion.Impact.RETRAINING,
        "released_at": AT,
        "recorded_at": AT,
    }


def _text(version: CourseVersion, lesson: Lesson, title: str, language: str) -> LessonText:
    body = [{"type": "text", "value": f"<p>Text av {title} ({language})</p>"}]
    return LessonText(
        version=version,
        lesson=lesson,
        language=language,
        title=f"{title} ({language})",
        body=body,
        sha256=digest(body),
    )


def confirmed(person: User) -> User:
    """The same person, known to read the mail of their address."""
    EmailAddress.objects.get_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )
    return person


def enrolled(learner: User, into: Course | None = None, *, at: datetime = AT) -> Enrollment:
    """An enrollment under way, in a course with a quiz at its end unless one is named."""
    taken = into or course(quiz=courses.quiz())
    return actions.enroll(learner=confirmed(learner), course=taken, at=at)


def rows(enrollment: Enrollment, kind: str = "") -> list[Lesson]:
    """The lessons of the enrollment's version in their order, those of one kind where named."""
    keys = [e.key for e in entries(enrollment.version.outline) if kind in ("", e.kind)]
    found = {str(lesson.key): lesson for lesson in Lesson.objects.filter(key__in=keys)}
    return [found[key] for key in keys]


def read(enrollment: Enrollment, *lessons: Lesson, at: datetime = AT) -> None:
    """Mark lessons as done; all that are to be read where none is named."""
    for lesson in lessons or rows(enrollment, "reading"):
        actions.record_outcome(
            enrollment=enrollment, lesson=lesson, outcome=Outcome(done=True), at=at
        )


def begun(enrollment: Enrollment, *, at: datetime = AT, **options: Any) -> Attempt:
    """An open attempt at the quiz of the course."""
    (lesson,) = rows(enrollment, "quiz")
    return actions.start_attempt(enrollment=enrollment, lesson=lesson, at=at, **options)


def options(attempt: Attempt, number: int, *, right: bool = True) -> list[int]:
    """All right options of a question, or one that is not."""
    wanted = Option.objects.filter(
        question_version=attempt.paper[number - 1]["question_version"], is_correct=right
    )
    found = list(wanted.values_list("pk", flat=True))
    return found if right else found[:1]


def answer(attempt: Attempt, *, right: int, at: datetime = AT) -> None:
    """Answer every question, the first `right` ones rightly."""
    for number in range(1, len(attempt.paper) + 1):
        actions.save_answer(
            attempt=attempt,
            number=number,
            options=options(attempt, number, right=number <= right),
            flagged=False,
            version=0,
            at=at,
        )


def handed_in(attempt: Attempt, *, right: int, at: datetime = AT) -> Attempt:
    """Answered and graded."""
    answer(attempt, right=right, at=at)
    return actions.submit(attempt=attempt, at=at)


def finished(learner: User, into: Course | None = None, *, at: datetime = AT) -> Enrollment:
    """A course that was read to its end and passed."""
    enrollment = enrolled(learner, into, at=at)
    read(enrollment, at=at)
    if rows(enrollment, "quiz"):
        attempt = begun(enrollment, at=at)
        handed_in(attempt, right=len(attempt.paper), at=at)
    return Enrollment.objects.select_related("version", "course", "learner").get(pk=enrollment.pk)
