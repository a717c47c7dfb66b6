"""Courses as the catalogue sees them: live pages over a frozen version, without the long way there.

`tests.factories.courses` writes and releases the real thing.
"""

from datetime import date
from typing import Any

from courses.canonical import digest
from courses.models import Course, CoursePage, CourseVersion
from courses.stems import stems
from home.centers.models import Center
from tests.factories import courses, home

LANGUAGES = ("sv", "en")


def listed(
    slug: str,
    *,
    titles: dict[str, str] | None = None,
    summaries: dict[str, str] | None = None,
    center: Center | None = None,
    access: str = Course.Access.OPEN,
    status: str = Course.Status.OPEN,
    minutes: int = 20,
    texts: dict[str, Any] | None = None,
    outline: list[dict[str, Any]] | None = None,
    **facts: Any,
) -> Course:
    """A course that was released; `facts` are those of the version."""
    named = titles or dict.fromkeys(LANGUAGES, f"Kurs {slug}")
    said = summaries or dict.fromkeys(named, f"Om {slug}.")
    course = _pages(slug, named, said, center)
    course.access, course.status = access, status
    course.current = CourseVersion.objects.create(
        course=course,
        major=1,
        minor=0,
        languages=list(named),
        texts={
            code: {"title": named[code], "summary": said[code], "change_note": "", **(texts or {})}
            for code in named
        },
        outline=outline or [],
        facts={"target_groups": ["clinicians"], "level": "foundation", "cover": "cell", **facts},
        minutes=minutes,
        reviewed_on=date(2026, 3, 1),
        content_hash=digest(slug),
        impact=CourseVersion.Impact.RETRAINING,
        released_at=courses.RELEASED_AT,
        recorded_at=courses.RELEASED_AT,
    )
    course.save()
    return course


def _pages(
    slug: str, titles: dict[str, str], summaries: dict[str, str], center: Center | None
) -> Course:
    home.target_group()
    shelf = courses.shelf(center)
    key = None
    for code, title in titles.items():
        above = shelf if code == "sv" else shelf.get_translation(home.locale(code))
        page = CoursePage(
            title=title,
            slug=slug,
            live=True,
            locale=home.locale(code),
            summary=summaries[code],
            search_stems=stems(f"{title} {summaries[code]}"),
            **({"translation_key": key} if key else {}),
        )
        above.add_child(instance=page)
        key = page.translation_key
    return Course.objects.get(code=slug)


def outline(modules: int, lessons: int) -> list[dict[str, Any]]:
    """Modules with that many reading lessons each, five minutes a lesson."""
    return [
        {
            "key": f"00000000-0000-4000-8000-{module:012}",
            "titles": {"sv": f"Modul {module}", "en": f"Module {module}"},
            "lessons": [
                {
                    "key": f"00000000-0000-4000-9000-{module:06}{lesson:06}",
                    "kind": "reading",
                    "minutes": 5,
                    "titles": {
                        "sv": f"Lektion {module}.{lesson}",
                        "en": f"Lesson {module}.{lesson}",
                    },
                    "quiz_version": None,
                }
                for lesson in range(1, lessons + 1)
            ],
        }
        for module in range(1, modules + 1)
    ]
