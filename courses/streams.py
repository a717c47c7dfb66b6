"""The block definitions behind the stored streams of courses."""

from typing import Any

from courses.models import CoursePage, LessonPage


def stream_block(model: Any, name: str) -> Any:
    """The StreamBlock of a page's field."""
    return model._meta.get_field(name).stream_block


BODY = stream_block(LessonPage, "body")
COURSE_STREAMS = {
    name: stream_block(CoursePage, name) for name in ("objectives", "people", "references")
}
