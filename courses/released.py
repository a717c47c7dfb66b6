"""What releases froze, read once by each process."""

from uuid import UUID

from courses.models import CourseVersion, Lesson, LessonText
from lms.core.frozen import Shelf, read_once

versions: Shelf[CourseVersion] = Shelf(CourseVersion.objects.in_bulk, 256)


def version_of(pk: int) -> CourseVersion:
    """The version with this id; raises KeyError. No statement once it is known."""
    return versions.one(pk)


@read_once(4096)
def lesson_of(key: str) -> Lesson:
    """The lesson with this key; raises DoesNotExist. No statement once it is known."""
    return Lesson.objects.get(key=UUID(key))


@read_once(4096)
def lesson_by_id(pk: int) -> Lesson:
    """The lesson with this id; raises DoesNotExist. No statement once it is known."""
    return Lesson.objects.get(pk=pk)


@read_once(256)
def text_of(version: int, key: str, language: str) -> LessonText | None:
    """The text of a lesson in a language; where the version has none in it, in another."""
    texts = LessonText.objects.filter(version=version, lesson__key=UUID(key))
    found = {text.language: text for text in texts}
    return found.get(language) or next(iter(found.values()), None)
