"""What can be learnt. No row here has a learner."""

from courses.models.identity import Course, CourseQuerySet, Lesson
from courses.models.pages import CourseIndexPage, CoursePage, LessonPage, ModulePage, ShelfPage
from courses.models.resources import LeafletIndexPage, LeafletPage
from courses.models.reviews import Approval, Review
from courses.models.versions import CourseVersion, LessonText, MediaUse

__all__ = [
    "Approval",
    "Course",
    "CourseIndexPage",
    "CoursePage",
    "CourseQuerySet",
    "CourseVersion",
    "LeafletIndexPage",
    "LeafletPage",
    "Lesson",
    "LessonPage",
    "LessonText",
    "MediaUse",
    "ModulePage",
    "Review",
    "ShelfPage",
]
