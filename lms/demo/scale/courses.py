"""Courses by number: identity, released version, lesson texts, quiz and live pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from courses.assessments.models import QuizVersion
from courses.canonical import digest
from courses.freezing import Frozen, FrozenText, search_text
from courses.models import Course, CoursePage, CourseVersion, Lesson, LessonText
from courses.stems import stems
from home.models import JobRole, Topic
from lms.core.models import Event
from lms.demo.scale import pages, quizzes, wording
from lms.demo.scale.network import LANGUAGES, Network

PREFIX = "scale-"
LESSONS = 12
LESSONS_OF_THE_LONGEST = 120
LONGEST = 2  # the number of the course with many lessons; number 1 has many learners
LESSONS_IN_A_MODULE = 4
VALIDITY = (None, 12, 24, 36)
LEVELS = tuple(CoursePage.Level.values)
COVERS = ("cell", "vector", "chain", "cold", "plate", "drop")
MODULE = {"sv": "Avsnitt", "en": "Module"}
LESSON = {"sv": "Steg", "en": "Step"}
QUIZ = {"sv": "Slutfrågor", "en": "Final questions"}
NOTICE = {"sv": "Exempelkurs för mätning", "en": "Sample course for measuring"}
NOTE = {"sv": "Första versionen.", "en": "First version."}


@dataclass(frozen=True)
class Plan:
    """What one number stands for."""

    number: int
    network: Network
    quiz: QuizVersion
    at: datetime

    @property
    def code(self) -> str:
        return f"{PREFIX}{self.number:06}"

    @property
    def center(self) -> Any:
        return self.network.centers[self.number % len(self.network.centers)]

    @property
    def topic(self) -> Topic:
        return self.network.topics[self.number * 5 % len(self.network.topics)]

    @property
    def role(self) -> JobRole:
        return self.network.roles[self.number * 7 % len(self.network.roles)]

    @property
    def released_at(self) -> datetime:
        return self.at - timedelta(days=900 + self.number % 100)

    @property
    def lessons(self) -> int:
        return LESSONS_OF_THE_LONGEST if self.number == LONGEST else LESSONS

    @property
    def access(self) -> str:
        """Mostly open; some for staff, some for everybody."""
        kinds = Course.Access
        return {3: kinds.STAFF, 7: kinds.PUBLIC}.get(self.number % 10, kinds.OPEN)

    def frozen(self) -> Frozen:
        """All that a release would hold."""
        topic, role = self.topic, self.role
        titles, summaries = wording.titles(topic, role, self.number), wording.summaries(topic, role)
        return Frozen(
            languages=list(LANGUAGES),
            texts={
                code: {
                    "title": titles[code],
                    "slug": self.code,
                    "summary": summaries[code],
                    "objectives": wording.objectives(topic)[code],
                    "people": [],
                    "references": [],
                    "disclosure": "",
                    "notice": NOTICE[code],
                }
                for code in LANGUAGES
            },
            outline=self._outline(),
            facts={
                "level": LEVELS[self.number % len(LEVELS)],
                "cover": COVERS[self.number % len(COVERS)],
                "target_groups": [role.target_group.slug],
                "job_roles": [role.slug],
                "topics": [topic.slug],
            },
            lesson_texts=list(self._texts()),
            hours=Decimal(1 + self.number % 3),
            validity_months=VALIDITY[self.number % len(VALIDITY)],
            reviewed_on=self.released_at.date(),
            review_due=(self.at + timedelta(days=300)).date(),
        )

    def _outline(self) -> list[dict[str, Any]]:
        starts = range(1, self.lessons + 1, LESSONS_IN_A_MODULE)
        return [
            {
                "key": str(wording.key("module", self.number, start)),
                "titles": wording.part_title(MODULE, place),
                "lessons": [
                    self._lesson(number) for number in range(start, start + LESSONS_IN_A_MODULE)
                ],
            }
            for place, start in enumerate(starts, start=1)
        ]

    def _lesson(self, number: int) -> dict[str, Any]:
        last = number == self.lessons
        return {
            "key": str(wording.key("lesson", self.number, number)),
            "kind": "quiz" if last else "reading",
            "minutes": 3 + (self.number + number) % 8,
            "titles": QUIZ if last else wording.part_title(LESSON, number),
            "quiz_version": self.quiz.pk if last else None,
        }

    def _texts(self) -> Sequence[FrozenText]:
        found = []
        for number in range(1, self.lessons + 1):
            for code in LANGUAGES:
                body = wording.body(self.number, number, code)
                title = QUIZ[code] if number == self.lessons else f"{LESSON[code]} {number}"
                key = wording.key("lesson", self.number, number)
                found.append(FrozenText(key, code, title, body, digest(body)))
        return found


def write(network: Network, numbers: range, *, at: datetime) -> None:
    """Write the courses of these numbers, released before `at`; the caller holds a transaction."""
    made = quizzes.write(network, numbers, at=at - timedelta(days=1000))
    plans = [Plan(number, network, quiz, at) for number, quiz in zip(numbers, made, strict=True)]
    rows = Course.objects.bulk_create(_course(plan) for plan in plans)
    frozen = [plan.frozen() for plan in plans]
    addresses = pages.write(network, [_sheet(*each) for each in zip(plans, frozen, strict=True)])
    versions = CourseVersion.objects.bulk_create(
        _version(*each) for each in zip(plans, rows, frozen, addresses, strict=True)
    )
    for course, version in zip(rows, versions, strict=True):
        course.current = version
    Course.objects.bulk_update(rows, ["current"], batch_size=100)
    _write_lessons(versions, frozen)
    Event.objects.bulk_create(_released(version) for version in versions)


def _course(plan: Plan) -> Course:
    return Course(
        key=wording.key("course", plan.number),
        code=plan.code,
        source_language="sv",
        owner_center=plan.center,
        status=Course.Status.OPEN,
        access=plan.access,
        design=plan.network.design,
    )


def _sheet(plan: Plan, frozen: Frozen) -> pages.Sheet:
    return pages.Sheet(
        key=wording.key("course", plan.number),
        center=plan.center,
        released_at=plan.released_at,
        frozen=frozen,
        stems={code: stems(search_text(frozen, code)) for code in LANGUAGES},
        group=plan.role.target_group,
        role=plan.role,
        topic=plan.topic,
    )


def _version(
    plan: Plan, course: Course, frozen: Frozen, addresses: dict[str, str]
) -> CourseVersion:
    return CourseVersion(
        course=course,
        major=1,
        minor=0,
        languages=frozen.languages,
        texts={
            code: {**texts, "change_note": NOTE[code], "url": addresses[code]}
            for code, texts in frozen.texts.items()
        },
        outline=frozen.outline,
        facts=frozen.facts,
        minutes=frozen.minutes,
        hours=frozen.hours,
        validity_months=frozen.validity_months,
        reviewed_on=frozen.reviewed_on,
        review_due=frozen.review_due,
        content_hash=frozen.content_hash,
        impact=CourseVersion.Impact.CONTENT,
        released_at=plan.released_at,
        released_by=None,
        recorded_at=plan.released_at,
    )


def _write_lessons(versions: Sequence[CourseVersion], frozen: Sequence[Frozen]) -> None:
    lessons = Lesson.objects.bulk_create(
        Lesson(key=lesson["key"], course=version.course)
        for version in versions
        for lesson in (row for module in version.outline for row in module["lessons"])
    )
    by_key = {str(lesson.key): lesson for lesson in lessons}
    LessonText.objects.bulk_create(
        (
            LessonText(
                version=version,
                lesson=by_key[str(text.key)],
                language=text.language,
                title=text.title,
                body=text.body,
                sha256=text.sha256,
            )
            for version, each in zip(versions, frozen, strict=True)
            for text in each.lesson_texts
        ),
        batch_size=500,
    )


def _released(version: CourseVersion) -> Event:
    return Event(
        name="course.released",
        subject_type=CourseVersion._meta.label,
        subject_pk=str(version.pk),
        center_id=version.course.owner_center_id,
        data={"course": version.course_id, "version": version.pk, "impact": version.impact},
        at=version.released_at,
    )
