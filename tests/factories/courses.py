"""Courses for tests: drafts in both languages, released by the product's own action."""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale

from courses import actions
from courses.assessments import actions as questions
from courses.assessments.models import Question, QuestionVersion, QuizVersion
from courses.models import (
    Course,
    CourseIndexPage,
    CoursePage,
    CourseVersion,
    LessonPage,
    ModulePage,
    Review,
    ShelfPage,
)
from home.centers.models import Center, Delegation
from lms.users.models import User
from tests.factories import home

RELEASED_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOTES = {"sv": "Första versionen.", "en": "First version."}
BODY = [{"type": "text", "value": "<p>Kontrollera identiteten två tillsammans.</p>"}]


def course_index() -> CourseIndexPage:
    """The catalogue in both languages."""
    page: CourseIndexPage = home.pair(
        home.home_page(), CourseIndexPage, {"sv": "kurser", "en": "courses"}
    )
    return page


def shelf(center: Center | None = None) -> ShelfPage:
    """A center's shelf in both languages; the Swedish one."""
    owner = center or home.center()
    page: ShelfPage = home.pair(
        course_index(), ShelfPage, {"sv": owner.slug, "en": owner.slug}, center=owner
    )
    return page


def draft(
    slug: str = "car-t",
    *,
    center: Center | None = None,
    modules: int = 1,
    lessons: int = 2,
    quiz: QuizVersion | None = None,
    body: list[dict[str, Any]] | None = None,
    translated: bool = True,
    **facts: Any,
) -> CoursePage:
    """The Swedish page of a course that is ready to be released; `lessons` in each module.

    With a quiz the last module ends with it.
    """
    texts = {"title": f"Kurs {slug}", **_course_texts(), **facts}
    page = CoursePage(slug=slug, live=False, **texts)
    shelf(center).add_child(instance=page)
    page.target_groups.set([home.target_group()])
    page.topics.set([home.topic()])
    page.save()
    for number in range(1, modules + 1):
        module = ModulePage(title=f"Modul {number}", slug=f"modul-{number}", live=False)
        page.add_child(instance=module)
        module.save_revision()
        for place in range(1, lessons + 1):
            _lesson(module, f"Lektion {number}.{place}", body=json.dumps(body or BODY))
    if quiz:
        _lesson(module, "Slutfrågor", kind=LessonPage.Kind.QUIZ, quiz=quiz.quiz)
    page.save_revision()
    if translated:
        translate(page)
    return page


def _course_texts() -> dict[str, Any]:
    outcomes = ["Kontrollera identiteten", "Veta när du ska larma"]
    return {
        "summary": "Från leverans till infusion.",
        "objectives": json.dumps([{"type": "objective", "value": text} for text in outcomes]),
        "hours": "1.5",
        "validity_months": 24,
        "review_due": date(2028, 3, 1),
    }


def _lesson(module: ModulePage, title: str, **facts: Any) -> LessonPage:
    page = LessonPage(title=title, live=False, **facts)
    module.add_child(instance=page)
    page.save_revision()
    return page


def translate(page: CoursePage, language: str = "en") -> CoursePage:
    """The course with all its parts copied for another language, as the editor does it."""
    action = CopyPageForTranslationAction(
        page, Locale.objects.get(language_code=language), include_subtree=True
    )
    twin: CoursePage = action.execute(skip_permission_checks=True)
    return twin


def edit(page: Any, **texts: Any) -> Any:
    """Save a new draft of a page; streams are given as raw blocks."""
    newest = page.get_latest_revision_as_object()
    for name, value in texts.items():
        field = newest._meta.get_field(name)
        if field.many_to_many:
            getattr(newest, name).set(value)
        else:
            raw = json.dumps(value) if isinstance(value, list) else value
            setattr(newest, name, field.to_python(raw))
    newest.save_revision(clean=False)
    return newest


def reviewer(name: str, permission: str = Delegation.Permission.REVIEWER) -> User:
    """Somebody who reviews for the whole network."""
    person = home.person(f"{name}@example.org", name.title())
    if not person.delegations.filter(permission=permission).exists():
        home.delegation(person, permission, None)
    return person


def approvers() -> dict[str, User]:
    """Who approves the drafts in the tests, in the order of the steps."""
    return {
        "clinical": reviewer("klara"),
        "second": reviewer("sven"),
        "office": reviewer("olga", Delegation.Permission.OFFICE),
    }


def submit(
    page: CoursePage, *, by: User | None = None, at: datetime = RELEASED_AT, **options: Any
) -> Review:
    """Hand the drafts in."""
    author = by or home.person("forfattare@example.org", "Författare")
    return actions.submit(page=page, by=author, at=at, **options)


def reviewed(
    page: CoursePage,
    *,
    approvals: Mapping[str, User] | None = None,
    at: datetime = RELEASED_AT,
    **options: Any,
) -> Review:
    """Hand the drafts in; these people (three, unless named) approve them."""
    review = submit(page, at=at, **options)
    people = approvers() if approvals is None else approvals
    for step, person in people.items():
        actions.approve(review=review, step=step, by=person, at=at)
    return review


def release(
    page: CoursePage,
    *,
    by: User | None = None,
    at: datetime = RELEASED_AT,
    impact: str = CourseVersion.Impact.RETRAINING,
    languages: list[str] | None = None,
    **options: Any,
) -> CourseVersion:
    """Have the drafts reviewed and release them."""
    with suppress(actions.NothingToReview):
        reviewed(page, at=at, languages=languages)
    return actions.release(page=page, by=by, at=at, impact=impact, notes=NOTES, **options)


def released(
    slug: str = "car-t",
    *,
    access: str = Course.Access.OPEN,
    quiz: QuizVersion | None = None,
    **draft_facts: Any,
) -> Course:
    """A course that can be taken."""
    page = draft(slug, quiz=quiz, **draft_facts)
    release(page)
    course = Course.objects.get(key=page.translation_key)
    if access != course.access:
        actions.set_live_facts(course=course, by=None, at=RELEASED_AT, access=access)
    return Course.objects.select_related("current").get(pk=course.pk)


def lessons(page: CoursePage) -> list[LessonPage]:
    """The lesson pages of a course in their order."""
    return list(LessonPage.objects.descendant_of(page).order_by("path"))


def both(text: str) -> dict[str, str]:
    """A text in both languages, each with its mark."""
    return {"sv": f"{text} (sv)", "en": f"{text} (en)"}


def question(
    slug: str = "q1",
    *,
    center: Center | None = None,
    use: str = Question.Use.GRADED,
    kind: str = QuestionVersion.Kind.SINGLE,
    right: tuple[int, ...] = (1,),
    options: int = 3,
) -> QuestionVersion:
    """A question with numbered answers; `right` are those that are, counted from 1."""
    owner = center or home.center()
    return questions.write_question(
        bank=questions.open_bank(center=owner, slug=f"bank-{owner.slug}", name="Bank"),
        slug=slug,
        use=use,
        kind=kind,
        stem=both(f"Fråga {slug}"),
        options=[
            {"text": both(f"Svar {place}"), "correct": place in right}
            for place in range(1, options + 1)
        ],
        feedback=both(f"Därför {slug}"),
        at=RELEASED_AT,
    )


def quiz(
    slug: str = "final",
    *,
    center: Center | None = None,
    size: int = 2,
    pass_mark: int | None = 80,
    max_attempts: int | None = None,
    **rules: Any,
) -> QuizVersion:
    """A quiz of single-choice questions whose first answer is right."""
    owner = center or home.center()
    return questions.write_quiz(
        center=owner,
        slug=slug,
        titles=both("Slutfrågor"),
        questions=[question(f"{slug}-{n}", center=owner) for n in range(1, size + 1)],
        pass_mark=pass_mark,
        max_attempts=max_attempts,
        at=RELEASED_AT,
        **rules,
    )
