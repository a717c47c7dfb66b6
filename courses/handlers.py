"""What follows from Wagtail's pages, and from events of lower layers."""

from typing import Any

from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver

from courses import actions
from courses.models import Course, CoursePage, LeafletPage
from courses.selectors.leaflets import leaflet_text
from courses.stems import stems
from lms.core import clock, content


@receiver(post_save, sender=CoursePage)
def open_the_course(instance: CoursePage, created: bool, raw: bool = False, **_kw: Any) -> None:
    """One border for the editor, copying, translating and code: the first page makes the row."""
    if created and not raw and not instance.alias_of_id:
        actions.open_course(page=instance, at=clock.now())


@receiver(pre_save, sender=LeafletPage)
def stem_the_leaflet(instance: LeafletPage, **_kw: Any) -> None:
    """Keep the words that search asks for in step with what is shown."""
    instance.search_stems = stems(leaflet_text(instance))


@receiver(post_save, sender=Course)
def show_the_course_anew(**_kw: Any) -> None:
    """Whether it is listed, who may take it, who keeps it: all of that stands on public pages."""
    content.changed()
