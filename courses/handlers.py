"""What follows from Wagtail's pages, and from events of lower layers."""

from typing import Any

from django.db.models.signals import post_save, pre_delete, pre_save
from django.dispatch import receiver

from courses import actions
from courses.models import (
    Course,
    CoursePage,
    CourseVersion,
    LeafletPage,
    LessonPage,
    Review,
    ShelfPage,
)
from courses.protection import refuse_deleting_what_was_released
from courses.rendering import lesson_html
from courses.selectors.leaflets import leaflet_text
from courses.stems import stems
from home.centers.models import Center
from lms.core import clock, content, events
from lms.core.models import Event
from lms.users.models import User


@receiver(post_save, sender=CoursePage)
def open_the_course(instance: CoursePage, created: bool, raw: bool = False, **_kw: Any) -> None:
    """One border for the editor, copying, translating and code: the first page makes the row."""
    if created and not raw and not instance.alias_of_id:
        actions.open_course(page=instance, at=clock.now())


@receiver(pre_delete, sender=CoursePage)
@receiver(pre_delete, sender=LessonPage)
def keep_what_was_released(instance: CoursePage | LessonPage, **_kw: Any) -> None:
    """Whatever the door, also when a page above is deleted."""
    refuse_deleting_what_was_released(instance)


@receiver(pre_save, sender=LeafletPage)
def stem_the_leaflet(instance: LeafletPage, **_kw: Any) -> None:
    """Keep the words that search asks for in step with what is shown."""
    instance.search_stems = stems(leaflet_text(instance))


@receiver(post_save, sender=ShelfPage)
def give_rights_on_a_shelf(
    instance: ShelfPage, created: bool, raw: bool = False, **_kw: Any
) -> None:
    """A new shelf can be used by the center's educators at once."""
    if created and not raw:
        actions.sync_rights(center=instance.center, at=clock.now())


@events.on("delegation.granted")
@events.on("delegation.ended")
def recompute_rights(event: Event) -> None:
    """Rights in the editor follow delegations."""
    center = event.data.get("center")
    if center:
        actions.sync_rights(center=Center.objects.get(pk=center), at=event.at)
    else:
        actions.sync_all_rights(at=event.at)


@events.on("person.profile_changed")
def speak_their_language(event: Event) -> None:
    """The editor follows the language of the account."""
    if "language" in event.data.get("fields", []):
        actions.follow_language(person=User.objects.get(pk=event.subject_pk))


@events.on("review.submitted")
@events.on("review.approved")
def tell_those_whose_turn_it_is(event: Event) -> None:
    """Whoever may take the next step, or the author when none is left."""
    review = Review.objects.select_related("course__current", "submitted_by")
    step = event.data.get("next", event.data["step"])
    actions.tell_next(review=review.get(pk=event.subject_pk), step=step, at=event.at)


@events.on("review.changes_asked")
def tell_the_author(event: Event) -> None:
    """What is to be changed stands on the page of the review."""
    review = Review.objects.select_related("course", "submitted_by").get(pk=event.subject_pk)
    actions.tell_of_changes(review=review, at=event.at)


@events.on("course.released")
def draw_each_text_once(event: Event) -> None:
    """So that no reader waits for the sizes of an image to be made."""
    version = CourseVersion.objects.get(pk=event.subject_pk)
    for text in version.lesson_texts.all():
        lesson_html(text)


@receiver(post_save, sender=Course)
def show_the_course_anew(**_kw: Any) -> None:
    """Whether it is listed, who may take it, who keeps it: all of that stands on public pages."""
    content.changed()
