"""The way to a release: three steps by three people, none of them an author."""

from datetime import timedelta

import pytest
from wagtail.models import Comment, Page

from courses import actions
from courses.locking import in_review
from courses.models import Approval, Course, CoursePage, ModulePage, Review
from courses.reviewing import open_review, takers
from home.centers.models import Delegation
from lms.core import jobs
from lms.core.models import Event
from lms.notifications.models import Mail, Notification
from lms.users.models import User
from tests.factories import courses, home

pytestmark = pytest.mark.django_db
AT = courses.RELEASED_AT
LATER = AT + timedelta(days=3)
Permission = Delegation.Permission


@pytest.fixture
def draft() -> CoursePage:
    return courses.draft(lessons=1)


@pytest.fixture
def review(draft: CoursePage, bo: User) -> Review:
    return courses.submit(draft, by=bo)


def _release(draft: CoursePage) -> object:
    return actions.release(page=draft, by=None, at=LATER, impact="content", notes=courses.NOTES)


def _approve(review: Review, step: str, by: User) -> Approval:
    return actions.approve(review=review, step=step, by=by, at=LATER)


def test_nothing_is_released_without_a_review(draft: CoursePage) -> None:
    with pytest.raises(actions.NotReviewed):
        _release(draft)


def test_nothing_is_released_before_the_last_step(draft: CoursePage, review: Review) -> None:
    for step, person in courses.approvers().items():
        with pytest.raises(actions.NotReviewed):
            _release(draft)
        _approve(review, step, person)
    assert _release(draft) == Course.objects.get().current


def test_a_release_closes_the_review_it_came_from(draft: CoursePage) -> None:
    version = courses.release(draft)
    review = Review.objects.get()
    assert (review.outcome, review.version) == (Review.Outcome.RELEASED, version)
    assert {row.sha256 for row in review.approvals.all()} == {version.content_hash}
    assert open_review(version.course) is None


def test_only_what_was_approved_is_released(draft: CoursePage) -> None:
    courses.reviewed(draft)
    courses.edit(courses.lessons(draft)[0], title="Bytt efteråt")
    with pytest.raises(actions.ChangedSinceReview):
        _release(draft)


def test_a_quiz_that_changed_is_not_approved(bo: User) -> None:
    draft = courses.draft(lessons=1, quiz=courses.quiz())
    review = courses.submit(draft, by=bo)
    courses.quiz(size=3)
    with pytest.raises(actions.ChangedSinceSubmitted):
        _approve(review, "clinical", courses.reviewer("klara"))


def test_nobody_takes_two_steps(review: Review) -> None:
    klara = courses.reviewer("klara")
    _approve(review, "clinical", klara)
    with pytest.raises(actions.MayNotReview):
        _approve(review, "second", klara)
    home.delegation(klara, Permission.OFFICE, None)
    _approve(review, "second", courses.reviewer("sven"))
    with pytest.raises(actions.MayNotReview):
        _approve(review, "office", klara)


def test_whoever_hands_in_reviews_nothing(review: Review, bo: User) -> None:
    home.delegation(bo, Permission.REVIEWER, home.center())
    with pytest.raises(actions.MayNotReview):
        _approve(review, "clinical", bo)


def test_whoever_wrote_a_part_reviews_nothing(draft: CoursePage, bo: User) -> None:
    klara = courses.reviewer("klara")
    lesson = courses.lessons(draft)[0].get_latest_revision_as_object()
    lesson.title = "Klaras rubrik"
    lesson.save_revision(user=klara)
    review = courses.submit(draft, by=bo)
    with pytest.raises(actions.MayNotReview):
        _approve(review, "clinical", klara)
    standing = open_review(review.course)
    assert standing
    assert klara not in takers(standing, LATER)


def test_whoever_commented_is_no_author(draft: CoursePage, bo: User) -> None:
    klara = courses.reviewer("klara")
    lesson = courses.lessons(draft)[0].get_latest_revision_as_object()
    lesson.wagtail_admin_comments.add(Comment(user=klara, text="Se över.", contentpath="title"))
    lesson.save_revision(user=klara)
    assert _approve(courses.submit(draft, by=bo), "clinical", klara)


@pytest.mark.parametrize(
    ("permission", "center", "may"),
    [
        (Permission.REVIEWER, "uppsala", True),
        (Permission.REVIEWER, None, True),
        (Permission.REVIEWER, "skane", False),
        (Permission.OFFICE, None, False),
        (Permission.MANAGER, "uppsala", False),
    ],
)
def test_who_may_take_the_first_step(
    review: Review, permission: str, center: str | None, may: bool
) -> None:
    person = home.person("who@example.org", "Vem")
    home.delegation(person, permission, home.center(center) if center else None)
    standing = open_review(review.course)
    assert standing
    assert (person in takers(standing, LATER)) is may
    if may:
        assert _approve(review, "clinical", person)
    else:
        with pytest.raises(actions.MayNotReview):
            _approve(review, "clinical", person)


def test_the_steps_have_an_order(review: Review) -> None:
    with pytest.raises(actions.ReviewEnded):
        _approve(review, "second", courses.reviewer("klara"))


def test_approving_twice_is_one_approval(review: Review) -> None:
    klara = courses.reviewer("klara")
    assert _approve(review, "clinical", klara) == _approve(review, "clinical", klara)
    assert Approval.objects.count() == 1


def test_asking_for_changes_ends_it_and_the_next_begins_at_the_first_step(
    draft: CoursePage, review: Review, bo: User
) -> None:
    _approve(review, "clinical", courses.reviewer("klara"))
    sven = courses.reviewer("sven")
    ended = actions.ask_for_changes(review=review, by=sven, at=LATER, note="Dosen i 1.1.")
    again = actions.ask_for_changes(review=review, by=sven, at=LATER, note="Dosen i 1.1.")
    assert (ended, again.outcome) == (again, Review.Outcome.CHANGES)
    assert not in_review(draft)
    newer = courses.submit(draft, by=bo, at=LATER)
    standing = open_review(newer.course)
    assert standing
    assert (standing.review, standing.step) == (newer, "clinical")


def test_a_review_taken_back_unlocks(draft: CoursePage, review: Review, bo: User) -> None:
    assert in_review(draft)
    actions.withdraw(review=review, by=bo, at=LATER)
    assert not in_review(draft)
    with pytest.raises(actions.ReviewEnded):
        _approve(review, "clinical", courses.reviewer("klara"))


def test_what_was_released_is_not_reviewed_again(draft: CoursePage, bo: User) -> None:
    courses.release(draft)
    with pytest.raises(actions.NothingToReview):
        courses.submit(draft, by=bo)


def test_every_part_in_every_language_is_locked(review: Review, draft: CoursePage) -> None:
    for page in Page.objects.filter(depth__gte=draft.depth).specific():
        assert in_review(page)
    other = courses.draft("other", lessons=1)
    assert not in_review(other)


def test_nobody_changes_the_structure_during_a_review(
    draft: CoursePage, review: Review, cecilia: User
) -> None:
    actions.sync_all_rights(at=LATER)
    module = ModulePage.objects.descendant_of(draft).get()
    may = module.permissions_for_user(User.objects.get(pk=cecilia.pk))
    assert may.can_edit()
    assert not may.can_add_subpage()
    assert not may.can_delete()
    assert not may.can_move()
    assert not may.can_reorder_children()


def test_those_whose_turn_it_is_are_told_and_the_author_at_the_end(
    draft: CoursePage, bo: User
) -> None:
    people = courses.approvers()
    now = courses.RELEASED_AT
    review = courses.submit(draft, by=bo, at=now)
    jobs.drain()
    told = Notification.objects.filter(kind="review_turn").values_list("recipient", flat=True)
    assert set(told) == {people["clinical"].pk, people["second"].pk}
    for step, person in people.items():
        actions.approve(review=review, step=step, by=person, at=now)
        jobs.drain()
    assert Notification.objects.filter(kind="review_passed").get().recipient == bo
    assert Notification.objects.filter(kind="review_turn", recipient=people["office"]).exists()


def test_the_author_hears_what_is_to_be_changed(draft: CoursePage, bo: User) -> None:
    review = courses.submit(draft, by=bo)
    klara = courses.reviewer("klara")
    actions.ask_for_changes(review=review, by=klara, at=AT, note="Dosen i lektion 1.1.")
    jobs.drain()
    assert Notification.objects.get(kind="review_changes").recipient == bo
    assert not Mail.objects.filter(text__contains="Dosen").exists()


def test_the_trail_tells_every_step(draft: CoursePage) -> None:
    courses.release(draft)
    found = Event.objects.filter(name__startswith="review.").order_by("pk")
    names = [event.name for event in found]
    assert names == ["review.submitted", *["review.approved"] * 3]
    assert {event.center_id for event in found} == {home.center().pk}
