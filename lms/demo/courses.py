"""The demo courses: written as drafts in both languages, then released like any other."""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale, Page

from certificates.models import Design
from courses import actions
from courses.assessments import actions as question_actions
from courses.assessments.models import Question, QuestionBank, QuizVersion
from courses.models import Course, CoursePage, CourseVersion, LessonPage, ModulePage, ShelfPage
from home.centers.models import Center
from home.models import JobRole, TargetGroup, Topic
from lms.demo.content_files import Data, load
from lms.demo.markdown import RawBlock, stream
from lms.demo.media import placed
from lms.demo.network import moment
from lms.demo.reviewers import Reviewers
from lms.demo.stages import Step
from lms.users.models import User

FINAL = {"sv": "Slutfrågor", "en": "Final questions"}
SELF_CHECK = {"sv": "Se vad du minns", "en": "See what you remember"}
FINAL_INTRO = {
    "sv": "<p>Nu prövar du vad du har lärt dig. Du har ingen tidsgräns, och svaren sparas medan du "
    "svarar.</p>",
    "en": "<p>Now you try what you have learned. There is no time limit, and your answers are "
    "saved as you go.</p>",
}


class CourseLoader:
    """Writes one course file as pages, questions and releases."""

    def __init__(self, data: Data, *, author: User, reviewers: Reviewers, design: Design) -> None:
        self.data = data
        self.author = author
        self.reviewers = reviewers
        self.design = design
        self.source: str = data["languages"][0]
        self.lessons: dict[str, LessonPage] = {}

    def steps(self) -> Iterator[Step]:
        """Its releases in time; the drafts are written here.

        A loading that was interrupted goes on where it stopped.
        """
        course = Course.objects.filter(code=self.data["id"]).first()
        page = self._found(course) if course else self._write()
        released = CourseVersion.objects.filter(course=course).count() if course else 0
        for entry in [*self.data.get("history", []), self.data][released:]:
            yield Step(moment(entry["released_on"]), partial(self._release, page, entry))

    def _found(self, course: Course) -> CoursePage:
        page = CoursePage.objects.get(translation_key=course.key, locale__language_code=self.source)
        lessons = LessonPage.objects.descendant_of(page)
        self.lessons = {lesson.slug: lesson for lesson in lessons}
        return page

    @transaction.atomic
    def _write(self) -> CoursePage:
        history = [*self.data.get("history", []), self.data]
        first = moment(history[0]["released_on"])
        page = self._source_page()
        course = actions.open_course(page=page, at=first)
        actions.set_live_facts(
            course=course,
            code=self.data["id"],
            access=self.data["access"],
            design=self.design,
            by=self.author,
            at=first,
        )
        self._modules(page, at=first)
        self._translate(page)
        return page

    def _release(self, page: CoursePage, entry: Data, at: datetime) -> None:
        with transaction.atomic():
            self._fill(page, entry)
            draft = CoursePage.objects.get(pk=page.pk)
            self.reviewers.review(draft, author=self.author, at=at)
            actions.release(
                page=draft,
                by=self.author,
                at=at,
                impact=entry["impact"],
                notes=entry["change_note"],
            )

    def _source_page(self) -> CoursePage:
        shelf = ShelfPage.objects.get(
            center__slug=self.data["owner_center"], locale__language_code=self.source
        )
        page = CoursePage(
            title=self.data["title"][self.source],
            slug=self.data["slug"],
            live=False,
            owner=self.author,
            level=self.data["level"],
            hours=self.data["cpd_hours"],
            validity_months=self.data["validity_months"],
            cover=self.data["cover"].removeprefix("cover-"),
        )
        shelf.add_child(instance=page)
        page.target_groups.set(TargetGroup.objects.filter(slug__in=self.data["audiences"]))
        page.job_roles.set(JobRole.objects.filter(slug__in=self.data["roles"]))
        page.topics.set(Topic.objects.filter(slug__in=self.data["topics"]))
        page.save()
        return page

    def _modules(self, page: CoursePage, *, at: datetime) -> None:
        for row in self.data["modules"]:
            module = ModulePage(title=row["title"][self.source], slug=row["id"], live=False)
            page.add_child(instance=module)
            for lesson in row["lessons"]:
                self.lessons[lesson["id"]] = self._lesson(module, lesson)
        quiz = self._quiz(at=at)
        self.lessons["final"] = self._lesson(
            module,
            {"id": "final", "title": self._final_title(), "minutes": self._quiz_minutes()},
            kind=LessonPage.Kind.QUIZ,
            quiz=quiz.quiz,
        )

    def _lesson(self, module: ModulePage, row: Data, **facts: Any) -> LessonPage:
        page = LessonPage(
            title=row["title"][self.source],
            slug=row["id"],
            minutes=row["minutes"],
            live=False,
            **facts,
        )
        module.add_child(instance=page)
        return page

    def _final_title(self) -> dict[str, str]:
        return FINAL if self.data["pass_mark"] is not None else SELF_CHECK

    def _quiz_minutes(self) -> int:
        reading = sum(
            row["minutes"] for module in self.data["modules"] for row in module["lessons"]
        )
        left: int = self.data["minutes"] - reading
        return left if left > 0 else max(5, len(self.data["quiz"]))

    def _bank(self) -> QuestionBank:
        bank, _ = QuestionBank.objects.get_or_create(
            slug=self.data["id"],
            defaults={
                "center": Center.objects.get(slug=self.data["owner_center"]),
                "name": self.data["title"]["sv"],
            },
        )
        return bank

    def _quiz(self, *, at: datetime) -> QuizVersion:
        bank = self._bank()
        for row in self.data.get("practice", []):
            self._question(bank, row, use=Question.Use.PRACTICE, at=at)
        return question_actions.write_quiz(
            center=bank.center,
            slug=self.data["id"],
            titles=self._final_title(),
            questions=[
                self._question(bank, row, use=Question.Use.GRADED, at=at)
                for row in self.data["quiz"]
            ],
            pass_mark=self.data["pass_mark"],
            max_attempts=self.data["max_attempts"],
            at=at,
        )

    def _question(self, bank: QuestionBank, row: Data, *, use: str, at: datetime) -> Any:
        return question_actions.write_question(
            bank=bank,
            slug=row["id"],
            use=use,
            kind=row["kind"],
            stem=row["stem"],
            options=row["options"],
            feedback=row["feedback"],
            lesson_key=self.lessons[row["lesson"]].translation_key,
            objective=row.get("objective"),
            at=at,
        )

    def _translate(self, page: CoursePage) -> None:
        for language in self.data["languages"][1:]:
            CopyPageForTranslationAction(
                page, Locale.objects.get(language_code=language), include_subtree=True
            ).execute(skip_permission_checks=True)

    def _fill(self, source: CoursePage, entry: Data) -> None:
        for language in self.data["languages"]:
            locale = Locale.objects.get(language_code=language)
            page = source.get_translation(locale)
            _save_draft(page, self._course_texts(language, entry), by=self.author)
            for row in self.data["modules"]:
                module = self._sister(page, row["lessons"][0]["id"]).get_parent().specific
                _save_draft(module, {"title": row["title"][language]}, by=self.author)
                for lesson in row["lessons"]:
                    body = entry.get("lesson_overrides", {}).get(lesson["id"]) or lesson["body"]
                    texts = {
                        "title": lesson["title"][language],
                        "body": self._body(lesson["id"], body[language]),
                    }
                    _save_draft(self._sister(page, lesson["id"]), texts, by=self.author)
            intro: list[RawBlock] = [{"type": "text", "value": FINAL_INTRO[language]}]
            final = {"title": self._final_title()[language], "body": intro}
            _save_draft(self._sister(page, "final"), final, by=self.author)

    def _sister(self, page: CoursePage, lesson: str) -> Page:
        key = self.lessons[lesson].translation_key
        return LessonPage.objects.get(translation_key=key, locale=page.locale)

    def _body(self, lesson: str, text: str) -> list[RawBlock]:
        questions = [row["id"] for row in self.data.get("practice", []) if row["lesson"] == lesson]
        keys = dict(Question.objects.filter(bank=self._bank()).values_list("slug", "key"))
        blocks = placed(stream(text), by=self.author)
        return blocks + [{"type": "practice", "value": str(keys[slug])} for slug in questions]

    def _course_texts(self, language: str, entry: Data) -> dict[str, Any]:
        reviewed = self.data["reviewed_on"] if entry is self.data else entry["released_on"]
        return {
            "title": self.data["title"][language],
            "summary": self.data["summary"][language],
            "objectives": [
                {"type": "objective", "value": text} for text in self.data["objectives"][language]
            ],
            "people": [_person(row, language) for row in self.data["people"]],
            "references": [
                {"type": "reference", "value": {"title": row["title"], "url": row["url"]}}
                for row in self.data["references"]
            ],
            "disclosure": self.data["disclosure"][language],
            "notice": load("site")["notice"][language],
            "reviewed_on": reviewed,
            "review_due": self.data["review_due"],
        }


def _person(row: Data, language: str) -> RawBlock:
    centers = {center["id"]: center["name"] for center in load("centers")["centers"]}
    center = centers[row["center"]][language] if row.get("center") else ""
    value = {"role": row["role"], "name": row["title"][language], "center": center}
    return {"type": "person", "value": value}


def _save_draft(page: Any, texts: dict[str, Any], *, by: User) -> None:
    for name, value in texts.items():
        field = page._meta.get_field(name)
        raw = json.dumps(value) if isinstance(value, list) else value
        setattr(page, name, field.to_python(raw))
    page.save_revision(user=by, clean=False)
