"""What a version will hold, built from drafts. Nothing here writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from courses.assessments.models import QuizVersion
from courses.canonical import digest
from courses.manuscript import Draft, DraftModule, Manuscript
from courses.models import CourseVersion, LessonPage
from home.models import JobRole, TargetGroup, Topic
from home.selectors import words
from lms.core.bilingual import Named


@dataclass(frozen=True)
class FrozenText:
    """One lesson in one language."""

    key: UUID
    language: str
    title: str
    body: list[dict[str, Any]]
    sha256: str


@dataclass(frozen=True)
class Frozen:
    """All that a release writes except who, when, why and under which number."""

    languages: list[str]
    texts: dict[str, dict[str, Any]]
    outline: list[dict[str, Any]]
    facts: dict[str, Any]
    lesson_texts: list[FrozenText]
    hours: Decimal | None
    validity_months: int | None
    reviewed_on: date | None
    review_due: date | None

    @property
    def lessons(self) -> list[dict[str, Any]]:
        """All lessons of the outline in the order they are read."""
        return [lesson for module in self.outline for lesson in module["lessons"]]

    @property
    def minutes(self) -> int:
        """Study time of all lessons."""
        return sum(lesson["minutes"] for lesson in self.lessons)

    @property
    def content_hash(self) -> str:
        """The same for the same content, whoever releases it and whatever they note."""
        return digest(
            {
                "languages": self.languages,
                "texts": self.texts,
                "outline": self.outline,
                "facts": self.facts,
                "lessons": [[str(t.key), t.language, t.sha256] for t in self.lesson_texts],
                "terms": [str(term) for term in self.terms],
            }
        )

    @property
    def terms(self) -> tuple[Any, ...]:
        """What the certificate says about the course."""
        return (self.hours, self.validity_months, self.reviewed_on, self.review_due)


def freeze(manuscript: Manuscript, languages: list[str]) -> Frozen:
    """The drafts of these languages as a version; facts come from the source page alone.

    Works on unfinished drafts too: what is missing is left out.
    """
    source = manuscript.source
    content = source.content if source else {}
    return Frozen(
        languages=languages,
        texts={code: _texts(manuscript.pages.get(code)) for code in languages},
        outline=_outline(manuscript, languages),
        facts=_facts(content),
        lesson_texts=_lesson_texts(manuscript, languages),
        hours=_decimal(content.get("hours")),
        validity_months=content.get("validity_months"),
        reviewed_on=_day(content.get("reviewed_on")),
        review_due=_day(content.get("review_due")),
    )


def _texts(draft: Draft | None) -> dict[str, Any]:
    if draft is None:
        return {}
    return {
        "title": draft.title,
        "slug": draft.content["slug"],
        "summary": draft.content.get("summary", ""),
        "objectives": draft.values("objectives"),
        "people": draft.values("people"),
        "references": draft.values("references"),
        "disclosure": draft.content.get("disclosure", ""),
        "notice": draft.content.get("notice", ""),
    }


def _outline(manuscript: Manuscript, languages: list[str]) -> list[dict[str, Any]]:
    quizzes = newest_quiz_versions(manuscript)
    return [_module(manuscript, module, languages, quizzes) for module in manuscript.modules]


def _module(
    manuscript: Manuscript, module: DraftModule, languages: list[str], quizzes: Mapping[int, int]
) -> dict[str, Any]:
    return {
        "key": str(module.draft.key),
        "titles": _titles(manuscript, module.draft.key, languages),
        "lessons": [
            {
                "key": str(lesson.key),
                "kind": lesson.content["kind"],
                "minutes": lesson.content["minutes"] or 0,
                "titles": _titles(manuscript, lesson.key, languages),
                "quiz_version": quizzes.get(quiz_of(lesson) or 0),
            }
            for lesson in module.lessons
        ],
    }


def _titles(manuscript: Manuscript, key: UUID, languages: list[str]) -> dict[str, str]:
    drafts = {code: manuscript.part(key, code) for code in languages}
    return {code: draft.title for code, draft in drafts.items() if draft}


def quiz_of(lesson: Draft) -> int | None:
    """The quiz of a quiz lesson; a reading lesson that once had one has none."""
    quiz: int | None = lesson.content.get("quiz")
    return quiz if lesson.content["kind"] == LessonPage.Kind.QUIZ else None


def newest_quiz_versions(manuscript: Manuscript) -> dict[int, int]:
    """Quiz to its newest version."""
    quizzes = {quiz for lesson in manuscript.lessons if (quiz := quiz_of(lesson))}
    if not quizzes:
        return {}
    versions = QuizVersion.objects.filter(quiz__in=quizzes).order_by("quiz", "number")
    return dict(versions.values_list("quiz_id", "pk"))


def _facts(content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "level": content.get("level"),
        "cover": content.get("cover"),
        "target_groups": _slugs(TargetGroup, content.get("target_groups")),
        "job_roles": _slugs(JobRole, content.get("job_roles")),
        "topics": _slugs(Topic, content.get("topics")),
    }


def _slugs(model: Any, ids: list[int] | None) -> list[str]:
    return sorted(model.objects.filter(pk__in=ids).values_list("slug", flat=True)) if ids else []


def _lesson_texts(manuscript: Manuscript, languages: list[str]) -> list[FrozenText]:
    drafts = [
        (lesson.key, code, manuscript.part(lesson.key, code))
        for lesson in manuscript.lessons
        for code in languages
    ]
    return [_frozen_text(key, code, draft) for key, code, draft in drafts if draft]


def _frozen_text(key: UUID, language: str, draft: Draft) -> FrozenText:
    body = draft.stream("body")
    return FrozenText(key, language, draft.title, body, digest(body))


def _decimal(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value)).quantize(Decimal("0.1"))


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None


def structure(outline: list[dict[str, Any]]) -> set[tuple[Any, ...]]:
    """What has to be done to finish: an editorial release leaves it as it is."""
    return {
        (lesson["key"], lesson["kind"], lesson["quiz_version"])
        for module in outline
        for lesson in module["lessons"]
    }


def changes_structure(frozen: Frozen, version: CourseVersion) -> bool:
    """Would somebody under way notice more than wording?"""
    return (
        structure(frozen.outline) != structure(version.outline)
        or not set(version.languages) <= set(frozen.languages)
        or (frozen.hours, frozen.validity_months) != (version.hours, version.validity_months)
    )


def search_text(frozen: Frozen, language: str) -> str:
    """The words by which the catalogue finds the course: all but the lessons' texts.

    The names of its audiences, roles and topics too, because people search for what they do.
    """
    texts = frozen.texts[language]
    titles = [module["titles"][language] for module in frozen.outline]
    titles += [lesson["titles"][language] for lesson in frozen.lessons]
    named = _names(frozen.facts, language)
    return "\n".join([texts["title"], texts["summary"], *texts["objectives"], *titles, *named])


def _names(facts: Mapping[str, Any], language: str) -> list[str]:
    known = words()
    kinds: tuple[tuple[str, Mapping[str, Named]], ...] = (
        ("target_groups", known.groups),
        ("job_roles", known.roles),
        ("topics", known.topics),
    )
    rows = [rows[slug] for kind, rows in kinds for slug in facts.get(kind, ()) if slug in rows]
    return [row.name_sv if language == "sv" else row.name_en for row in rows]
